package terminal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"playhouse/clients/terminal/uplink"
	savev1 "playhouse/gen/playhouse/save/v1"
)

const (
	slots = 5
	// quick is the slot of F5 and F9.
	quick     = 1
	nameLimit = 60
	// fileMost is the largest save file in bytes.
	fileMost = 1 << 20
)

// savesPage is the five slots.
func savesPage(k known) page {
	p := page{
		title:   "Saves",
		columns: []column{{title: "slot", width: 4}, {title: "Name"}, {title: "turn", width: 4, right: true}, {title: "credits", width: 7, right: true}, {title: "where", width: 24}},
		intro:   []string{"Slot 0 saves itself after every turn. F5 saves to slot 1, F9 loads it."},
	}
	for slot := range int32(slots) {
		p.rows = append(p.rows, slotOf(k, slot))
	}
	return p
}

func slotOf(k known, slot int32) row {
	var s *savev1.SaveSlot
	for _, one := range k.saves {
		if one.GetSlot() == slot {
			s = one
		}
	}
	r := row{id: fmt.Sprint("slot-", slot), cells: []string{fmt.Sprint(slot), "empty"}, tone: dim, detail: []string{"Nothing is saved here."}}
	empty := "This slot is empty."
	if s != nil {
		empty = ""
		facts := map[string]string{}
		var all []string
		for _, d := range s.GetDetails() {
			facts[d.GetKey()] = d.GetValue()
			all = append(all, d.GetLabel()+": "+d.GetValue())
		}
		r.tone = normal
		r.cells = []string{fmt.Sprint(slot), s.GetName(), facts["turn"], facts["credits"], facts["location"]}
		r.detail = []string{s.GetSavedAt().AsTime().Local().Format("2 January 2006, 15:04"), strings.Join(all, " · ")}
	}
	r.deeds = slotDeeds(k, slot, s, empty)
	return r
}

func slotDeeds(k known, slot int32, s *savev1.SaveSlot, empty string) []deed {
	noVoyage, auto := "", ""
	if k.session == "" {
		noVoyage = "No voyage is open."
	}
	if slot == 0 {
		auto = "Slot 0 saves itself."
	}
	first := func(bars ...string) string {
		for _, b := range bars {
			if b != "" {
				return b
			}
		}
		return ""
	}
	return []deed{
		{key: "enter", label: "Load", bar: empty, do: send(load(slot))},
		{key: "s", label: "Save", bar: first(auto, noVoyage), asks: saveAsks(s), do: func(a []string) intent {
			return intent{errand: save(k.session, slot, a[len(a)-1])}
		}},
		{key: "n", label: "Rename", bar: first(auto, empty), asks: []ask{{question: "New name", preset: s.GetName(), limit: nameLimit}}, do: func(a []string) intent {
			return intent{errand: rename(slot, a[0])}
		}},
		{key: "x", label: "Delete", bar: first(auto, empty), asks: []ask{sure("Delete “" + s.GetName() + "”?")}, do: send(remove(slot))},
		{key: "e", label: "Export", bar: empty, asks: []ask{{question: "Write to the file", preset: fmt.Sprintf("cosmic-%d.save", slot)}}, do: func(a []string) intent {
			return intent{errand: export(slot, a[0])}
		}},
		{key: "i", label: "Import", bar: auto, asks: []ask{{question: "Read from the file"}}, do: func(a []string) intent {
			return intent{errand: imports(slot, a[0])}
		}},
	}
}

// saveAsks makes sure before a save is replaced.
func saveAsks(s *savev1.SaveSlot) []ask {
	name := ask{question: "Name of the save, or nothing", limit: nameLimit}
	if s == nil {
		return []ask{name}
	}
	name.preset = s.GetName()
	return []ask{sure("Replace “" + s.GetName() + "”?"), name}
}

func listSaves(ctx context.Context, l *uplink.Link, _ string) (result, error) {
	r, err := l.Saves.ListSaves(ctx, &savev1.ListSavesRequest{Game: game})
	return result{set: func(h *harbour) { h.saves = r.GetSaves() }}, err
}

// then reads the slots again after something was done to them.
func then(ctx context.Context, l *uplink.Link, err error, format string, args ...any) (result, error) {
	if err != nil {
		return result{}, err
	}
	r, err := listSaves(ctx, l, "")
	r.say = fmt.Sprintf(format, args...)
	return r, err
}

func save(session string, slot int32, name string) errand {
	return func(ctx context.Context, l *uplink.Link, _ string) (result, error) {
		r, err := l.Saves.Save(ctx, &savev1.SaveRequest{SessionId: session, Slot: slot, Name: name})
		return then(ctx, l, err, "Saved in slot %d as “%s”.", slot, r.GetSave().GetName())
	}
}

func load(slot int32) errand {
	return func(ctx context.Context, l *uplink.Link, commandID string) (result, error) {
		r, err := l.Saves.LoadSave(ctx, &savev1.LoadSaveRequest{Game: game, Slot: slot, CommandId: commandID})
		return result{open: r.GetSessionId(), say: fmt.Sprintf("Slot %d is loaded.", slot)}, err
	}
}

func rename(slot int32, name string) errand {
	return func(ctx context.Context, l *uplink.Link, _ string) (result, error) {
		_, err := l.Saves.RenameSave(ctx, &savev1.RenameSaveRequest{Game: game, Slot: slot, Name: name})
		return then(ctx, l, err, "Slot %d is now “%s”.", slot, name)
	}
}

func remove(slot int32) errand {
	return func(ctx context.Context, l *uplink.Link, _ string) (result, error) {
		_, err := l.Saves.DeleteSave(ctx, &savev1.DeleteSaveRequest{Game: game, Slot: slot})
		return then(ctx, l, err, "Slot %d is empty.", slot)
	}
}

func export(slot int32, path string) errand {
	return func(ctx context.Context, l *uplink.Link, _ string) (result, error) {
		r, err := l.Saves.ExportSave(ctx, &savev1.ExportSaveRequest{Game: game, Slot: slot})
		if err != nil {
			return result{}, err
		}
		if path, err = atHome(path); err != nil {
			return result{}, err
		}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			path = filepath.Join(path, filepath.Base(r.GetFileName()))
		}
		if err := writeNew(path, r.GetFile()); err != nil {
			return result{}, err
		}
		return result{say: fmt.Sprintf("Slot %d is written to %s.", slot, path)}, nil
	}
}

// writeNew writes a file that is not there yet: an export never replaces one.
func writeNew(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already: give another name", path)
	}
	if err != nil {
		return fmt.Errorf("cannot write the file: %w", err)
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

func imports(slot int32, path string) errand {
	return func(ctx context.Context, l *uplink.Link, commandID string) (result, error) {
		path, err := atHome(path)
		if err != nil {
			return result{}, err
		}
		info, err := os.Stat(path)
		if err != nil {
			return result{}, fmt.Errorf("cannot read the file: %w", err)
		}
		if info.IsDir() || info.Size() > fileMost {
			return result{}, fmt.Errorf("%s is no save: saves are files of at most 1 MiB", path)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return result{}, fmt.Errorf("cannot read the file: %w", err)
		}
		r, err := l.Saves.ImportSave(ctx, &savev1.ImportSaveRequest{Slot: slot, File: content, CommandId: commandID})
		return then(ctx, l, err, "“%s” is in slot %d now.", r.GetSave().GetName(), slot)
	}
}

// atHome makes ~/ the player's home folder.
func atHome(path string) (string, error) {
	rest, ok := strings.CutPrefix(path, "~/")
	if !ok {
		return path, nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, rest), err
}
