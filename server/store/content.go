package store

import (
	"bytes"
	"context"
	"fmt"

	"playhouse/ent"
	"playhouse/ent/content"
)

// Content is a row of a game's content.
type Content struct {
	Kind     string
	Key      string
	Parent   string
	Position int
	Data     []byte
}

// LoadContent brings a game's rows into the database, by kind and key, and
// returns them as they are there. Rows that are gone from the files stay in the
// database, but not in what new tables are set up with. A second load changes
// nothing.
func (s *Store) LoadContent(ctx context.Context, game string, rows []Content) (_ []Content, err error) {
	defer explain(ctx, &err)
	err = s.withTx(ctx, func(tx *ent.Tx) error {
		stored, err := tx.Content.Query().Where(content.Game(game)).All(ctx)
		if err != nil {
			return fmt.Errorf("read content: %w", err)
		}
		known := map[[2]string]*ent.Content{}
		for _, row := range stored {
			known[[2]string{row.Kind, row.Key}] = row
		}
		for _, row := range rows {
			if old := known[[2]string{row.Kind, row.Key}]; old != nil && same(old, row) {
				continue
			}
			err := tx.Content.Create().SetGame(game).SetKind(row.Kind).SetKey(row.Key).SetParent(row.Parent).
				SetPosition(row.Position).SetData(row.Data).
				OnConflictColumns(content.FieldGame, content.FieldKind, content.FieldKey).UpdateNewValues().Exec(ctx)
			if err != nil {
				return fmt.Errorf("content %s %s: %w", row.Kind, row.Key, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s.contentOf(ctx, game, rows)
}

func same(old *ent.Content, row Content) bool {
	return old.Parent == row.Parent && old.Position == row.Position && bytes.Equal(old.Data, row.Data)
}

func (s *Store) contentOf(ctx context.Context, game string, loaded []Content) ([]Content, error) {
	inForce := map[[2]string]bool{}
	for _, row := range loaded {
		inForce[[2]string{row.Kind, row.Key}] = true
	}
	stored, err := s.ent.Content.Query().Where(content.Game(game)).Order(content.ByKind(), content.ByPosition(), content.ByKey()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	rows := make([]Content, 0, len(loaded))
	for _, row := range stored {
		if !inForce[[2]string{row.Kind, row.Key}] {
			continue
		}
		rows = append(rows, Content{Kind: row.Kind, Key: row.Key, Parent: row.Parent, Position: row.Position, Data: row.Data})
	}
	return rows, nil
}
