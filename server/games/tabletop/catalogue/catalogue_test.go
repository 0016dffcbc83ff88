package catalogue_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/catalogue"
)

func named(p *tabletopv1.Trait) error {
	if p.GetName() == "" {
		return errors.New("name: missing")
	}
	return nil
}

func TestReadAndWrite(t *testing.T) {
	t.Parallel()
	list, err := catalogue.Read([]byte(` [ {"name": "a", "text": "b \"c\""}, {"text": null, "name": "ä"} ] `), "trait", named)
	if err != nil || len(list) != 2 || list[0].GetText() != `b "c"` || list[1].GetName() != "ä" {
		t.Fatalf("%v, %v", list, err)
	}
	data, err := catalogue.Write(list)
	if err != nil {
		t.Fatal(err)
	}
	want := "[\n{\"name\":\"a\",\"text\":\"b \\\"c\\\"\"},\n{\"name\":\"ä\"}\n]\n"
	if string(data) != want {
		t.Errorf("%s, want %s", data, want)
	}
	empty, err := catalogue.Write([]*tabletopv1.Trait{})
	if err != nil {
		t.Fatal(err)
	}
	if list, err := catalogue.Read(empty, "trait", named); err != nil || len(list) != 0 {
		t.Errorf("an empty list is %v, %v", list, err)
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]string{
		``:                            "this is not a JSON list of traits",
		`null`:                        "this is not a JSON list of traits",
		`[{"name":"a"},{"name":""}]`:  "trait 2: name: missing",
		`[{"name":"a","nome":"b"}]`:   "trait 1: nome: there is no such field",
		`[{"name":3}]`:                "trait 1: name: this is not what belongs there",
		`[{"name":"a"}`:               "the list breaks off after trait 1",
		`[{"name":"a"}] {"name":"b"}`: "there is something behind the list of traits",
		"[" + strings.Repeat(`{"name":"a"},`, catalogue.Most+1) + "0]": fmt.Sprintf("there are more than %d traits", catalogue.Most),
	} {
		if _, err := catalogue.Read([]byte(data), "trait", named); err == nil || err.Error() != want {
			t.Errorf("%.60s: %v, want %s", data, err, want)
		}
	}
}
