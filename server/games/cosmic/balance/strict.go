package balance

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// known reports every key of a decoded file that t has no field for, with its
// path. The decoder's own check names neither the place nor what is allowed.
func (c *checker) known(path string, value any, t reflect.Type) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch v := value.(type) {
	case []any:
		for i, one := range v {
			if t.Kind() == reflect.Slice {
				c.known(at(path, i), one, t.Elem())
			}
		}
	case map[string]any:
		c.knownKeys(path, v, t)
	}
}

func (c *checker) knownKeys(path string, v map[string]any, t reflect.Type) {
	fields := map[string]reflect.Type{}
	if t.Kind() == reflect.Struct {
		collect(t, fields)
	}
	for _, key := range slices.Sorted(maps.Keys(v)) {
		inside := strings.TrimPrefix(path+"."+key, ".")
		field, ok := fields[key]
		if t.Kind() == reflect.Map {
			field, ok = t.Elem(), true
		}
		if !ok {
			c.failf(inside, "no such field; there are %s", strings.Join(slices.Sorted(maps.Keys(fields)), ", "))
			continue
		}
		c.known(inside, v[key], field)
	}
}

// collect notes a struct's fields by their names in a file.
func collect(t reflect.Type, into map[string]reflect.Type) {
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			collect(f.Type, into)
		case name != "-":
			into[name] = f.Type
		}
	}
}

// checkKeys refuses keys that the shape of into does not have.
func checkKeys(name string, raw []byte, into any) *checker {
	c := &checker{file: name}
	var value any
	if json.Unmarshal(raw, &value) == nil {
		c.known("", value, reflect.TypeOf(into))
	}
	return c
}
