package rpc

import (
	"context"

	"connectrpc.com/connect"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/gen/playhouse/baseball/v1/baseballv1connect"
	"playhouse/server/leagues/office"
)

// ownLeagues is the LeagueService.
type ownLeagues struct{ office *office.Office }

var _ baseballv1connect.LeagueServiceHandler = ownLeagues{}

// tablesMost is the largest request body in bytes: the tables of a few seasons. The
// whole database comes as an upload.
const tablesMost = 16 << 20

// Leagues makes the LeagueService. What a member may do is decided by leagues.Gate.
func Leagues(of *office.Office, o ...connect.HandlerOption) Service {
	path, handler := baseballv1connect.NewLeagueServiceHandler(ownLeagues{of}, append(o, connect.WithReadMaxBytes(tablesMost))...)
	service := Mount(path, handler, map[string]Rule{
		"CreateLeague":         {SignedIn, Make},
		"GetLeague":            {SignedIn, Read},
		"ListLeagueSeasons":    {SignedIn, Read},
		"ListOwnLeagues":       {SignedIn, Read},
		"UpdateLeague":         {SignedIn, Command},
		"DeleteLeague":         {SignedIn, Command},
		"CreateTeam":           {SignedIn, Command},
		"ListTeams":            {SignedIn, Read},
		"UpdateTeam":           {SignedIn, Command},
		"DeleteTeam":           {SignedIn, Command},
		"GetRoster":            {SignedIn, Read},
		"SetRoster":            {SignedIn, Command},
		"ImportRoster":         {SignedIn, Heavy},
		"RefreshRoster":        {SignedIn, Heavy},
		"CreateSchedule":       {SignedIn, Command},
		"GetSchedule":          {SignedIn, Read},
		"GetStandings":         {SignedIn, Read},
		"ListLeaders":          {SignedIn, Read},
		"ListPlayerStatistics": {SignedIn, Read},
		"StartGame":            {SignedIn, Make},
		"SimulateSeason":       {SignedIn, Stream},
	})
	service.Body = tablesMost
	return service
}

func (s ownLeagues) CreateLeague(ctx context.Context, r *baseballv1.CreateLeagueRequest) (*baseballv1.CreateLeagueResponse, error) {
	one, err := s.office.CreateLeague(ctx, r)
	return &baseballv1.CreateLeagueResponse{League: one}, err
}

func (s ownLeagues) GetLeague(ctx context.Context, r *baseballv1.GetLeagueRequest) (*baseballv1.GetLeagueResponse, error) {
	one, err := s.office.ReadLeague(ctx, r.GetLeagueId())
	return &baseballv1.GetLeagueResponse{League: one}, err
}

func (s ownLeagues) ListLeagueSeasons(ctx context.Context, r *baseballv1.ListLeagueSeasonsRequest) (*baseballv1.ListLeagueSeasonsResponse, error) {
	all, next, err := s.office.Seasons(ctx, r)
	return &baseballv1.ListLeagueSeasonsResponse{Seasons: all, NextPageToken: next}, err
}

func (s ownLeagues) ListOwnLeagues(ctx context.Context, r *baseballv1.ListOwnLeaguesRequest) (*baseballv1.ListOwnLeaguesResponse, error) {
	all, next, err := s.office.OwnLeagues(ctx, r)
	return &baseballv1.ListOwnLeaguesResponse{Leagues: all, NextPageToken: next}, err
}

func (s ownLeagues) UpdateLeague(ctx context.Context, r *baseballv1.UpdateLeagueRequest) (*baseballv1.UpdateLeagueResponse, error) {
	one, err := s.office.UpdateLeague(ctx, r)
	return &baseballv1.UpdateLeagueResponse{League: one}, err
}

func (s ownLeagues) DeleteLeague(ctx context.Context, r *baseballv1.DeleteLeagueRequest) (*baseballv1.DeleteLeagueResponse, error) {
	return &baseballv1.DeleteLeagueResponse{}, s.office.DeleteLeague(ctx, r)
}

func (s ownLeagues) CreateTeam(ctx context.Context, r *baseballv1.CreateTeamRequest) (*baseballv1.CreateTeamResponse, error) {
	one, err := s.office.CreateTeam(ctx, r)
	return &baseballv1.CreateTeamResponse{Team: one}, err
}

func (s ownLeagues) ListTeams(ctx context.Context, r *baseballv1.ListTeamsRequest) (*baseballv1.ListTeamsResponse, error) {
	all, next, err := s.office.Teams(ctx, r)
	return &baseballv1.ListTeamsResponse{Teams: all, NextPageToken: next}, err
}

func (s ownLeagues) UpdateTeam(ctx context.Context, r *baseballv1.UpdateTeamRequest) (*baseballv1.UpdateTeamResponse, error) {
	one, err := s.office.UpdateTeam(ctx, r)
	return &baseballv1.UpdateTeamResponse{Team: one}, err
}

func (s ownLeagues) DeleteTeam(ctx context.Context, r *baseballv1.DeleteTeamRequest) (*baseballv1.DeleteTeamResponse, error) {
	return &baseballv1.DeleteTeamResponse{}, s.office.DeleteTeam(ctx, r)
}

func (s ownLeagues) GetRoster(ctx context.Context, r *baseballv1.GetRosterRequest) (*baseballv1.GetRosterResponse, error) {
	return s.office.Roster(ctx, r)
}

func (s ownLeagues) SetRoster(ctx context.Context, r *baseballv1.SetRosterRequest) (*baseballv1.SetRosterResponse, error) {
	one, err := s.office.SetRoster(ctx, r)
	return &baseballv1.SetRosterResponse{Team: one}, err
}

func (s ownLeagues) ImportRoster(ctx context.Context, r *baseballv1.ImportRosterRequest) (*baseballv1.ImportRosterResponse, error) {
	return s.office.ImportRoster(ctx, r)
}

func (s ownLeagues) RefreshRoster(ctx context.Context, r *baseballv1.RefreshRosterRequest) (*baseballv1.RefreshRosterResponse, error) {
	one, err := s.office.RefreshRoster(ctx, r)
	return &baseballv1.RefreshRosterResponse{Team: one}, err
}

func (s ownLeagues) CreateSchedule(ctx context.Context, r *baseballv1.CreateScheduleRequest) (*baseballv1.CreateScheduleResponse, error) {
	return s.office.CreateSchedule(ctx, r)
}

func (s ownLeagues) GetSchedule(ctx context.Context, r *baseballv1.GetScheduleRequest) (*baseballv1.GetScheduleResponse, error) {
	all, next, err := s.office.Schedule(ctx, r)
	return &baseballv1.GetScheduleResponse{Games: all, NextPageToken: next}, err
}

func (s ownLeagues) GetStandings(ctx context.Context, r *baseballv1.GetStandingsRequest) (*baseballv1.GetStandingsResponse, error) {
	all, err := s.office.Standings(ctx, r)
	return &baseballv1.GetStandingsResponse{Standings: all}, err
}

func (s ownLeagues) ListLeaders(ctx context.Context, r *baseballv1.ListLeadersRequest) (*baseballv1.ListLeadersResponse, error) {
	all, err := s.office.Leaders(ctx, r)
	return &baseballv1.ListLeadersResponse{Leaders: all}, err
}

func (s ownLeagues) ListPlayerStatistics(ctx context.Context, r *baseballv1.ListPlayerStatisticsRequest) (*baseballv1.ListPlayerStatisticsResponse, error) {
	all, next, err := s.office.Statistics(ctx, r)
	return &baseballv1.ListPlayerStatisticsResponse{Players: all, NextPageToken: next}, err
}

func (s ownLeagues) StartGame(ctx context.Context, r *baseballv1.StartGameRequest) (*baseballv1.StartGameResponse, error) {
	id, err := s.office.StartGame(ctx, r)
	return &baseballv1.StartGameResponse{SessionId: string(id)}, err
}

func (s ownLeagues) SimulateSeason(ctx context.Context, r *baseballv1.SimulateSeasonRequest, stream *connect.ServerStream[baseballv1.SimulateSeasonResponse]) error {
	return s.office.Simulate(ctx, r, stream.Send)
}
