package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"playhouse/ent"
	"playhouse/ent/campaignexport"
	"playhouse/server/archive"
	"playhouse/server/campaign"
)

var _ archive.Jobs = (*Store)(nil)

// CreateExport notes a job, and forgets those of the campaign that have expired.
func (s *Store) CreateExport(ctx context.Context, j archive.Job) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, j.Campaign, func(tx *ent.Tx) error {
		if _, err := tx.CampaignExport.Delete().Where(campaignexport.CampaignID(j.Campaign), campaignexport.ExpiresAtLT(j.At)).Exec(ctx); err != nil {
			return fmt.Errorf("old exports: %w", err)
		}
		return tx.CampaignExport.Create().SetID(j.ID).SetCampaignID(j.Campaign).SetUserID(j.User).SetWithoutFiles(j.WithoutFiles).
			SetCreatedAt(j.At).SetUpdatedAt(j.At).SetExpiresAt(j.Expires).Exec(ctx)
	})
}

// KeepExport notes how far a job is.
func (s *Store) KeepExport(ctx context.Context, j archive.Job) (err error) {
	defer explain(ctx, &err)
	n, err := s.ent.CampaignExport.Update().Where(campaignexport.ID(j.ID)).SetProgress(j.Progress).SetFailure(j.Failure).
		SetBlob(j.URL).SetUpdatedAt(j.At).Save(ctx)
	if err == nil && n == 0 {
		err = campaign.Missing("export")
	}
	return err
}

// Export returns a job.
func (s *Store) Export(ctx context.Context, in, id uuid.UUID, now time.Time) (_ archive.Job, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.CampaignExport.Query().
		Where(campaignexport.ID(id), campaignexport.CampaignID(in), campaignexport.ExpiresAtGT(now)).Only(ctx)
	if err != nil {
		return archive.Job{}, orMissing("export", err)
	}
	return archive.Job{
		ID: row.ID, Campaign: row.CampaignID, User: row.UserID, WithoutFiles: row.WithoutFiles, Progress: row.Progress,
		Failure: row.Failure, URL: row.Blob, At: row.UpdatedAt, Expires: row.ExpiresAt,
	}, nil
}
