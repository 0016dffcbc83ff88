package lahman_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"playhouse/server/games/baseball/lahman"
)

// tiny are files of one team with one player, to be spoiled.
func tiny() map[string]string {
	return map[string]string{
		"Teams.csv":    teamsHead + "1968,XL,C0,C0,1,162,81,81,Club\n",
		"People.csv":   peopleHead + "1,one,1940,Al,One,R,R\n",
		"Batting.csv":  battingHead + "one,1968,1,C0,XL,100,400,50,100,20,5,10,50,5,3,40,80,2,1,3,4,9\n",
		"Pitching.csv": pitchingHead + "one,1968,1,C0,XL,5,4,20,10,2,1,1,300,90,40,8,30,70,0.250,3.60,2,3,4,1,420,5,45,0,0,0\n",
		"Fielding.csv": fieldingHead + "one,1968,1,C0,XL,3B,90,88,2400,70,180,9,12,,,,,\n",
	}
}

func filesOf(texts map[string]string) fs.FS {
	files := fstest.MapFS{}
	for name, text := range texts {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// Whatever is wrong is told with file, row and column, and nothing is read.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	if _, err := lahman.Read(filesOf(tiny()), 1968); err != nil {
		t.Fatal("the files before they are spoiled: ", err)
	}
	long := strings.Repeat("x", 1<<20)
	var rows strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&rows, "one,1968,%d,C0,XL,3B,1,1,1,,,,,,,,,\n", i+2)
	}
	many := rows.String()
	for name, c := range map[string]struct {
		file, from, to string
		want           lahman.Error
	}{
		"missing column":        {"Batting.csv", ",HR,", ",HX,", lahman.Error{File: "Batting.csv", Row: 1, Column: "HR", Problem: "missing"}},
		"missing year":          {"Pitching.csv", "yearID", "year", lahman.Error{File: "Pitching.csv", Row: 1, Column: "yearID", Problem: "missing"}},
		"column twice":          {"Batting.csv", ",RBI,", ",HR,", lahman.Error{File: "Batting.csv", Row: 1, Column: `"HR"`, Problem: "twice"}},
		"more hits than tries":  {"Batting.csv", ",400,50,100,", ",90,50,100,", lahman.Error{File: "Batting.csv", Row: 2, Column: "H", Problem: "100 is more than the 90 in column AB"}},
		"more homers than hits": {"Batting.csv", ",20,5,10,", ",20,5,90,", lahman.Error{File: "Batting.csv", Row: 2, Column: "2B+3B+HR", Problem: "115 is more than the 100 in column H"}},
		"hits and strike-outs":  {"Batting.csv", ",40,80,", ",40,301,", lahman.Error{File: "Batting.csv", Row: 2, Column: "H+SO", Problem: "401 is more than the 400"}},
		"negative":              {"Batting.csv", ",50,5,3,", ",50,-5,3,", lahman.Error{File: "Batting.csv", Row: 2, Column: "SB", Problem: "-5 is negative"}},
		"text":                  {"Pitching.csv", ",300,90,", ",300,many,", lahman.Error{File: "Pitching.csv", Row: 2, Column: "H", Problem: `"many" is no whole number`}},
		"half a hit":            {"Pitching.csv", ",300,90,", ",300,90.5,", lahman.Error{File: "Pitching.csv", Row: 2, Column: "H", Problem: "no whole number"}},
		"enormous":              {"Fielding.csv", ",2400,", ",99999999999999999999,", lahman.Error{File: "Fielding.csv", Row: 2, Column: "InnOuts", Problem: "no whole number"}},
		"too much":              {"Fielding.csv", ",2400,", ",999999,", lahman.Error{File: "Fielding.csv", Row: 2, Column: "InnOuts", Problem: "more than a season"}},
		"unknown player":        {"Batting.csv", "one,1968", "two,1968", lahman.Error{File: "Batting.csv", Row: 2, Column: "playerID", Problem: `no "two" in People.csv`}},
		"nobody":                {"Fielding.csv", "one,1968", ",1968", lahman.Error{File: "Fielding.csv", Row: 2, Column: "playerID", Problem: "nobody"}},
		"unknown team":          {"Pitching.csv", ",1,C0,", ",1,QQ,", lahman.Error{File: "Pitching.csv", Row: 2, Column: "teamID", Problem: `no "QQ" in Teams.csv`}},
		"other league":          {"Batting.csv", ",XL,", ",YL,", lahman.Error{File: "Batting.csv", Row: 2, Column: "lgID", Problem: `"YL", but C0 is in "XL"`}},
		"position":              {"Fielding.csv", ",3B,", ",4B,", lahman.Error{File: "Fielding.csv", Row: 2, Column: "POS", Problem: `no position "4B"`}},
		"no stint":              {"Batting.csv", ",1968,1,", ",1968,,", lahman.Error{File: "Batting.csv", Row: 2, Column: "stint", Problem: "counts from 1"}},
		"no at-bats":            {"Batting.csv", ",100,400,", ",100,,", lahman.Error{File: "Batting.csv", Row: 2, Column: "AB", Problem: "at-bats"}},
		"no innings":            {"Pitching.csv", ",300,90,", ",,90,", lahman.Error{File: "Pitching.csv", Row: 2, Column: "IPouts", Problem: "innings"}},
		"earned runs":           {"Pitching.csv", ",90,40,", ",90,46,", lahman.Error{File: "Pitching.csv", Row: 2, Column: "ER", Problem: "46 is more than the 45 in column R"}},
		"more starts":           {"Pitching.csv", ",20,10,", ",9,10,", lahman.Error{File: "Pitching.csv", Row: 2, Column: "GS", Problem: "10 is more than the 9"}},
		"year":                  {"Fielding.csv", ",1968,", ",MCMLXVIII,", lahman.Error{File: "Fielding.csv", Row: 2, Column: "yearID", Problem: "is no year"}},
		"short row":             {"Batting.csv", ",4,9\n", ",4\n", lahman.Error{File: "Batting.csv", Row: 2, Problem: "wrong number of fields"}},
		"open quote":            {"People.csv", "Al,", `"Al,`, lahman.Error{File: "People.csv", Row: 2, Problem: "\""}},
		"endless row":           {"People.csv", "Al,", `"Al` + long, lahman.Error{File: "People.csv", Problem: "longer than 64 KiB"}},
		"person twice":          {"People.csv", "R,R\n", "R,R\n1,one,1940,Al,One,R,R\n", lahman.Error{File: "People.csv", Row: 3, Column: "playerID", Problem: "twice"}},
		"team twice":            {"Teams.csv", "Club\n", "Club\n1968,XL,C0,C0,1,162,81,81,Club\n", lahman.Error{File: "Teams.csv", Row: 3, Column: "teamID", Problem: "twice"}},
		"stint twice":           {"Batting.csv", ",4,9\n", ",4,9\none,1968,1,C0,XL,1,1,,,,,,,,,,,,,,,\n", lahman.Error{File: "Batting.csv", Row: 3, Column: "stint", Problem: "row 2"}},
		"too many rows":         {"Fielding.csv", "12,,,,,\n", "12,,,,,\n" + many, lahman.Error{File: "Fielding.csv", Row: 20_002, Problem: "20000 rows"}},
		"long name":             {"People.csv", "Al,", strings.Repeat("Al", 51) + ",", lahman.Error{File: "People.csv", Row: 2, Column: "nameFirst", Problem: "longer than 100 bytes"}},
		"no such year":          {"Teams.csv", "1968", "1967", lahman.Error{File: "Teams.csv", Column: "yearID", Problem: "no team"}},
		"empty file":            {"Batting.csv", "", "", lahman.Error{File: "Batting.csv", Problem: "empty"}},
		"no file":               {"Fielding.csv", "", "", lahman.Error{File: "Fielding.csv", Problem: "missing"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			texts := tiny()
			switch name {
			case "empty file":
				texts[c.file] = ""
			case "no file":
				delete(texts, c.file)
			default:
				texts[c.file] = strings.Replace(texts[c.file], c.from, c.to, 1)
			}
			s, err := lahman.Read(filesOf(texts), 1968)
			bad, ok := errors.AsType[*lahman.Error](err)
			if !ok || s != nil {
				t.Fatalf("season %v, err %v", s, err)
			}
			if bad.File != c.want.File || bad.Row != c.want.Row || bad.Column != c.want.Column || !strings.Contains(bad.Problem, c.want.Problem) {
				t.Errorf("%q, want %q", bad, &c.want)
			}
		})
	}
}

// A team that cannot field nine, or is not there, is refused; so are leagues of
// pictures.
func TestTeamsThatCannotPlay(t *testing.T) {
	t.Parallel()
	if i, err := lahman.ImportRoster(filesOf(tiny()), 1968, "C0", pd(t)); err == nil || i != nil {
		t.Errorf("one player makes a team: %v", err)
	}
	if _, err := lahman.ImportRoster(newFolder(1, false).files(), year, "QQ", pd(t)); err == nil || !strings.Contains(err.Error(), `no "QQ" in 1968`) {
		t.Errorf("err = %v", err)
	}
	pictures := *pd(t)
	pictures.Cards = "image"
	if _, err := lahman.ImportRoster(newFolder(1, false).files(), year, "C0", &pictures); err == nil {
		t.Error("a league of pictures takes ratings")
	}
}

// Old files are in Latin-1.
func TestNamesOfOldFiles(t *testing.T) {
	t.Parallel()
	f := newFolder(1, false)
	texts := strings.Replace(f.people.String(), "First,C0reg0", "Jos\xe9,Pe\xf1a", 1)
	f.people.Reset()
	f.people.WriteString(texts)
	for _, c := range imported(t, read(t, f), "C0", pd(t)).Roster {
		if c.ID == "C0reg0" && c.Name != "José Peña" {
			t.Errorf("name %q", c.Name)
		}
	}
}

// endless is a file of so many rows of other years, made while it is read.
type endless struct {
	fs.FS
	rows int
}

func (e endless) Open(name string) (fs.File, error) {
	f, err := e.FS.Open(name)
	if name != "Batting.csv" || err != nil {
		return f, err
	}
	row := []byte("old00001,1901,1,ZZZ,ZL,100,400,50,100,20,5,10,50,5,3,40,80,2,1,3,4,9\n")
	return &endlessFile{File: f, head: io.MultiReader(f, bytes.NewReader(row)), row: row, left: e.rows}, nil
}

type endlessFile struct {
	fs.File
	head io.Reader
	row  []byte
	left int
}

func (e *endlessFile) Read(p []byte) (int, error) {
	if n, err := e.head.Read(p); n > 0 || err == nil {
		return n, err
	}
	if e.left == 0 {
		return 0, io.EOF
	}
	e.left--
	return copy(p, e.row), nil
}

// Memory holds a season, however many others the files have.
func TestOtherYearsCostNothing(t *testing.T) {
	files := newFolder(1, false).files()
	live := func(rows int) (grown uint64) {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		s, err := lahman.Read(endless{files, rows}, year)
		if err != nil {
			t.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(s)
		return max(after.HeapAlloc, before.HeapAlloc) - before.HeapAlloc
	}
	few, many := live(1), live(300_000)
	t.Logf("%d KiB with one row of another year, %d KiB with 300,000", few>>10, many>>10)
	if many > few+1<<20 {
		t.Errorf("%d KiB instead of %d", many>>10, few>>10)
	}
}

// Whatever is in the files: a season, or an error with its place; and what is
// imported are cards that can be played.
func FuzzRead(f *testing.F) {
	texts := tiny()
	f.Add(texts["Batting.csv"], texts["Pitching.csv"], texts["Fielding.csv"])
	f.Add(battingHead+"one,1968,1,C0,XL,,0,,,,,,,,,,,,,,,\n", pitchingHead, fieldingHead+"one,1968,1,C0,XL,OF,1,,,,,,,,,,,\n")
	f.Add("\"", "a,b\n1", "\xff\xfe")
	l, full := pd(f), newFolder(9, false)
	f.Fuzz(func(t *testing.T, batting, pitching, fielding string) {
		all := tiny()
		// The fuzzed rows stand beside a league that works.
		all["Batting.csv"] = batting + strings.TrimPrefix(full.batting.String(), battingHead)
		all["Pitching.csv"] = pitching + strings.TrimPrefix(full.pitching.String(), pitchingHead)
		all["Fielding.csv"] = fielding + strings.TrimPrefix(full.fielding.String(), "\ufeff"+fieldingHead)
		all["People.csv"] = full.people.String() + "1,one,1940,Al,One,R,R\n"
		all["Teams.csv"] = full.team.String()
		s, err := lahman.Read(filesOf(all), year)
		if err != nil {
			if bad, ok := errors.AsType[*lahman.Error](err); !ok || bad.File == "" {
				t.Fatalf("no place in %v", err)
			}
			return
		}
		i, err := s.Import("C0", l)
		if err != nil {
			return
		}
		for _, c := range i.Roster {
			if err := c.Check(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
