package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"playhouse/ent"
	entupload "playhouse/ent/upload"
	"playhouse/server/blob"
	"playhouse/server/library"
	"playhouse/server/session"
)

var (
	_ library.Uploads = (*Store)(nil)
	_ blob.Names      = (*Store)(nil)
)

// CreateUpload stores an upload; see library.Uploads.
func (s *Store) CreateUpload(ctx context.Context, u library.Upload, most library.Quota) (err error) {
	defer explain(ctx, &err)
	return s.withTx(ctx, func(tx *ent.Tx) error {
		// The user's row, so that two at once do not both fit.
		if _, err := tx.ExecContext(ctx, `SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE`, u.Owner); err != nil {
			return fmt.Errorf("lock user: %w", err)
		}
		if err := uploadFits(ctx, tx, u, most); err != nil {
			return err
		}
		return tx.Upload.Create().SetID(u.ID).SetNillableCampaignID(optional(u.Campaign)).SetNillableFolderID(optional(u.Folder)).
			SetOwnerID(u.Owner).SetKind(int32(u.Kind)).SetName(u.Name).SetSize(u.Size).SetParts(pq.StringArray{}).
			SetSecretHash(u.SecretHash).SetCreatedAt(u.Created).SetExpiresAt(u.Expires).Exec(ctx)
	})
}

// uploadFits refuses an upload for which there is no room.
func uploadFits(ctx context.Context, tx *ent.Tx, u library.Upload, most library.Quota) error {
	const underWay = ` FROM uploads WHERE owner_id = $1 AND expires_at > $2 AND state = 1`
	n, err := sum(ctx, tx, `SELECT count(*)`+underWay, u.Owner, u.Created)
	if err != nil {
		return err
	}
	if n >= int64(most.Uploads) {
		return exhausted("%d uploads of yours are under way: complete or abort one first", n)
	}
	// What waits for an import takes its room, too.
	mine, err := sum(ctx, tx, `SELECT COALESCE(sum(size), 0) FROM uploads WHERE owner_id = $1 AND expires_at > $2
		AND (state = 1 OR blob <> '')`, u.Owner, u.Created)
	if err != nil {
		return err
	}
	if mine+u.Size > most.User {
		return exhausted("%d MiB of your uploads are under way or wait for an import: abort one first, or wait a day", mine>>20)
	}
	if u.Campaign == uuid.Nil {
		return nil
	}
	if err := lockCampaign(ctx, tx, u.Campaign); err != nil {
		return err
	}
	used, err := sum(ctx, tx, `SELECT (SELECT COALESCE(sum(size), 0) FROM assets WHERE campaign_id = $1)
		+ (SELECT COALESCE(sum(size), 0) FROM uploads WHERE campaign_id = $1 AND expires_at > $2 AND (state = 1 OR blob <> ''))`, u.Campaign, u.Created)
	if err != nil {
		return err
	}
	if used+u.Size > most.Campaign {
		return quotaUsedUp(used, most.Campaign)
	}
	return nil
}

func exhausted(format string, args ...any) error {
	return &session.Error{Kind: session.Exhausted, Reason: "quota_used_up", Message: fmt.Sprintf(format, args...)}
}

// Upload returns an upload that has not expired.
func (s *Store) Upload(ctx context.Context, id uuid.UUID) (_ library.Upload, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Upload.Query().Where(entupload.ID(id), entupload.ExpiresAtGT(time.Now())).Only(ctx)
	if err != nil {
		return library.Upload{}, orMissing("upload", err)
	}
	return uploadOf(row), nil
}

// UploadBySecret returns the upload whose URL has the secret with that hash.
func (s *Store) UploadBySecret(ctx context.Context, hash []byte) (_ library.Upload, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Upload.Query().Where(entupload.SecretHash(hash), entupload.ExpiresAtGT(time.Now())).Only(ctx)
	if err != nil {
		return library.Upload{}, orMissing("upload", err)
	}
	return uploadOf(row), nil
}

func uploadOf(row *ent.Upload) library.Upload {
	u := library.Upload{
		ID: row.ID, Owner: row.OwnerID, Kind: library.Kind(row.Kind), Name: row.Name, Size: row.Size, Received: row.Received,
		Parts: row.Parts, State: library.State(row.State), Reason: row.Reason, Refusal: row.Refusal, Blob: blob.Hash(row.Blob),
		Duplicate: row.Duplicate, Created: row.CreatedAt, Expires: row.ExpiresAt,
	}
	for _, id := range []struct {
		to   *uuid.UUID
		from *uuid.UUID
	}{{&u.Campaign, row.CampaignID}, {&u.Folder, row.FolderID}, {&u.Asset, row.AssetID}} {
		if id.from != nil {
			*id.to = *id.from
		}
	}
	return u
}

// Receive adds a part; see library.Uploads.
func (s *Store) Receive(ctx context.Context, u library.Upload, part string, size int64) (_ bool, err error) {
	defer explain(ctx, &err)
	done, err := s.db.ExecContext(ctx, `UPDATE uploads SET received = received + $4, parts = array_append(parts, $3::text)
		WHERE id = $1 AND received = $2 AND state = 1`, u.ID, u.Received, part, size)
	if err != nil {
		return false, fmt.Errorf("receive: %w", err)
	}
	n, err := done.RowsAffected()
	return n == 1, err
}

// EndUpload stores how an upload ended; see library.Uploads.
func (s *Store) EndUpload(ctx context.Context, u library.Upload, made *library.Asset, most library.Quota) (ended library.Upload, err error) {
	defer explain(ctx, &err)
	err = s.withTx(ctx, func(tx *ent.Tx) error {
		if u.Campaign != uuid.Nil {
			if err := lockCampaign(ctx, tx, u.Campaign); err != nil {
				return err
			}
		}
		row, err := tx.Upload.Query().Where(entupload.ID(u.ID)).ForUpdate().Only(ctx)
		if err != nil {
			return orMissing("upload", err)
		}
		if ended = uploadOf(row); ended.State != library.Receiving {
			return nil
		}
		update := row.Update().SetState(int32(u.State)).SetReason(u.Reason).SetRefusal(u.Refusal).SetBlob(string(u.Blob)).
			SetParts(pq.StringArray{})
		if made != nil {
			made.Folder = ended.Folder // it may be gone since
			a, duplicate, err := addAsset(ctx, tx, *made, most)
			if err != nil {
				return err
			}
			update.SetAssetID(a.ID).SetDuplicate(duplicate)
		}
		if row, err = update.Save(ctx); err == nil {
			ended = uploadOf(row)
		}
		return err
	})
	return ended, err
}

// DeleteUpload forgets an upload.
func (s *Store) DeleteUpload(ctx context.Context, id uuid.UUID) (err error) {
	defer explain(ctx, &err)
	return orMissing("upload", s.ent.Upload.DeleteOneID(id).Exec(ctx))
}

// ExpireUploads forgets uploads whose time is over.
func (s *Store) ExpireUploads(ctx context.Context, now time.Time) (n int, err error) {
	defer explain(ctx, &err)
	return s.ent.Upload.Delete().Where(entupload.ExpiresAtLTE(now)).Exec(ctx)
}

// NamedBlobs returns those that an asset, an upload or an export names.
func (s *Store) NamedBlobs(ctx context.Context, hashes []blob.Hash) (named map[blob.Hash]bool, err error) {
	defer explain(ctx, &err)
	texts := pq.StringArray{}
	for _, h := range hashes {
		texts = append(texts, string(h))
	}
	found, err := s.texts(ctx, `SELECT blob FROM assets WHERE blob = ANY ($1) UNION SELECT blob FROM uploads WHERE blob = ANY ($1)
		UNION SELECT blob FROM campaign_exports WHERE blob = ANY ($1)`, texts)
	named = map[blob.Hash]bool{}
	for _, text := range found {
		named[blob.Hash(text)] = true
	}
	return named, err
}

// NamedParts returns those that an upload names.
func (s *Store) NamedParts(ctx context.Context, keys []string) (named map[string]bool, err error) {
	defer explain(ctx, &err)
	found, err := s.texts(ctx, `SELECT unnest(parts) FROM uploads WHERE parts && $1`, pq.StringArray(nonNil(keys)))
	named = map[string]bool{}
	for _, text := range found {
		named[text] = true
	}
	return named, err
}

func (s *Store) texts(ctx context.Context, query string, args ...any) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}
