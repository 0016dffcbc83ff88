package leagues

import "playhouse/server/session"

// What is refused with a reason that the proto documents.
var (
	ErrNotCommissioner = session.Forbid("not_commissioner", "only the league's commissioner can do this")
	ErrNotManager      = session.Forbid("not_manager", "only the team's manager or the commissioner can do this")
	ErrUnderWay        = session.Refuse("season_under_way", "a season is under way: play it to its end first")
	ErrTooManyTeams    = session.Refuse("too_many_teams", "a league has at most %d teams", TeamsMost)
	ErrTooFewTeams     = session.Refuse("too_few_teams", "there are not enough teams for this: make more first")
	ErrNoSeason        = session.Refuse("no_season", "playoffs follow a season whose games were all played")
	ErrNoSchedule      = session.Refuse("no_schedule", "there is no schedule: make one first")
	ErrSimulating      = session.Refuse("already_simulating", "the season is being simulated: wait until that has ended")
	ErrPlayed          = session.Refuse("already_played", "this game was played")
	ErrNoAPI           = session.Refuse("no_api", "the league of this ruleset has no API to read rosters from")
	ErrNoSuchTeam      = session.Refuse("no_such_team", "the league's API knows no such team: name it with api_team_id")
	ErrAPIAway         = &session.Error{
		Kind: session.Unavailable, Reason: "api_unavailable",
		Message: "the league's API cannot be asked now; the last known roster stays, marked stale",
	}
	// ErrLostLease ends a run that was taken for dead.
	ErrLostLease = &session.Error{
		Kind: session.Aborted, Reason: "run_overtaken", Message: "another run has taken over; what was played stays",
	}
	ErrNobody = session.Invalid("manager_user_id", "there is no such account")
)
