package store

import (
	"context"
	"database/sql"
	"fmt"

	"playhouse/server/blob"
)

// EachAssetBlob shows the content of every asset of every campaign, each once.
func EachAssetBlob(ctx context.Context, tx *sql.Tx, show func(blob.Hash) error) error {
	rows, err := tx.QueryContext(ctx, `SELECT DISTINCT blob FROM assets`)
	if err != nil {
		return fmt.Errorf("files of assets: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var h blob.Hash
		if err := rows.Scan(&h); err != nil {
			return err
		}
		if err := show(h); err != nil {
			return err
		}
	}
	return rows.Err()
}
