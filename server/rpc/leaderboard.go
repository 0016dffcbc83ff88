package rpc

import (
	"context"
	"time"

	"connectrpc.com/connect"

	leaderboardv1 "playhouse/gen/playhouse/leaderboard/v1"
	"playhouse/gen/playhouse/leaderboard/v1/leaderboardv1connect"
	"playhouse/server/leaderboard"
	"playhouse/server/session"
)

// Boards is where results stand.
type Boards interface {
	Boards(ctx context.Context, game string) ([]*leaderboardv1.Board, error)
	Entries(ctx context.Context, q leaderboard.Query) ([]*leaderboardv1.Entry, error)
	// Own returns the caller's entry, or nil.
	Own(ctx context.Context, q leaderboard.Query) (*leaderboardv1.Entry, error)
}

// leaderboards is the LeaderboardService.
type leaderboards struct{ boards Boards }

var _ leaderboardv1connect.LeaderboardServiceHandler = leaderboards{}

// Leaderboards makes the LeaderboardService.
func Leaderboards(b Boards, o ...connect.HandlerOption) Service {
	path, handler := leaderboardv1connect.NewLeaderboardServiceHandler(leaderboards{boards: b}, o...)
	return Mount(path, handler, map[string]Rule{
		"ListBoards":  {Anyone, Read},
		"ListEntries": {Optional, Read},
	})
}

func (l leaderboards) ListBoards(ctx context.Context, r *leaderboardv1.ListBoardsRequest) (*leaderboardv1.ListBoardsResponse, error) {
	all, err := l.boards.Boards(ctx, r.GetGame())
	return &leaderboardv1.ListBoardsResponse{Boards: all}, err
}

const entriesDefault = 50

func (l leaderboards) ListEntries(ctx context.Context, r *leaderboardv1.ListEntriesRequest) (*leaderboardv1.ListEntriesResponse, error) {
	offset, err := versionToken(r.GetPageToken())
	if err != nil {
		return nil, err
	}
	q := leaderboard.Query{
		Game: r.GetGame(), Ruleset: r.GetRuleset(), Caller: session.CallerFrom(ctx).User,
		Offset: offset, Limit: orDefault(r.GetPageSize(), entriesDefault),
	}
	if q.From, q.To, err = leaderboard.Bounds(r.GetSeason(), r.GetDay(), time.Now()); err != nil {
		return nil, err
	}
	limit := q.Limit
	q.Limit++ // one more tells whether there is a next page
	entries, err := l.boards.Entries(ctx, q)
	if err != nil {
		return nil, err
	}
	answer := &leaderboardv1.ListEntriesResponse{Entries: entries}
	if int32(len(entries)) > limit {
		answer.Entries, answer.NextPageToken = entries[:limit], tokenOf(offset+limit)
	}
	if q.Caller != "" {
		answer.Own, err = l.boards.Own(ctx, q)
	}
	return answer, err
}
