// Package league asks the APIs of leagues for teams, rosters and players, and
// goes on without them: when an API is slow, wrong or down, the last known answer
// is given, and says since when it is stale. Only a question that was never
// answered is an error then.
//
// # What an API answers
//
// JSON over HTTP, GET only, below the base URL of the league's file. Ids are 1 to
// 64 of letters, digits, "-", "_" and ".". Fields that are not named here are
// ignored; a card is playhouse.baseball.v1.Card in JSON, with field names as in
// the proto.
//
//	GET {base}/teams                 {"teams": [{"id": "kodiaks", "name": "Harbor Kodiaks", "manager": "Ann"}]}
//	GET {base}/teams/{id}/roster     {"team_id": "kodiaks", "players": [card, …]}
//	GET {base}/players/{id}          card
//
// A card of a league of pictures, such as sba: an id, a name, a picture, whose it
// is, and where he plays (ratings there are optional and mean nothing).
//
//	{"id": "lee7", "name": "Pat Lee", "bats": "HAND_LEFT", "throws": "HAND_RIGHT",
//	 "gloves": [{"position": 6}, {"position": 4}],
//	 "image": {"image_url": "https://cards.example/lee7.png", "team": "Kodiaks", "manager": "Ann"}}
//
// A card of a league of ratings, such as pd: chances sum to 108 in each split, a
// result that is not named has none. A pitcher has pitching_versus_left and
// pitching_versus_right instead of or beside the batting ones, a rating at
// position 1, an endurance, and may have nine "checks".
//
//	{"id": "ruiz", "name": "Al Ruiz", "bats": "HAND_BOTH", "throws": "HAND_RIGHT",
//	 "gloves": [{"position": 8, "range": 2, "error": 9, "arm": -3}],
//	 "rated": {
//	  "scouting_data": {"running": 15, "steal": {"lead": 24, "safe": 17, "cold": 12, "pickoff": 8},
//	                    "bunt": "B", "hit_and_run": "C", "power": true},
//	  "ratings": {"batting_versus_left": {"strikeout": 25, "walk": 9, "single": 15, "double": 5, "home_run": 4, "ground_b": 30, "fly_b": 20},
//	              "batting_versus_right": {"strikeout": 23, "walk": 10, "single": 15, "double": 5, "home_run": 5, "ground_b": 30, "fly_b": 20}}}}
//
// # How it is asked
//
// What was answered within the TTL is not asked again; the same question by many
// at once is asked once. An attempt has a time limit, and what may pass (no
// connection, a time-out, 429, 5xx) is tried again after a growing pause with
// jitter. After several failures in a row the breaker opens: nothing is asked for
// a while, then one question tries whether the API is back. An answer that does
// not fit counts as a failure, but asking again would not mend it. An id that the
// API does not know is an answer like others: the error is [ErrUnknown], never
// something stale.
//
// Answers are kept as they came, once they are known to fit, in a [Cache] that
// outlives the process: so a game starts from the last known roster. A cache that
// fails is as good as an empty one, and is logged.
//
// Requests never leave the base URL's host: ids are checked before they become
// part of a path, redirects are not followed, proxies of the environment are not
// used. Bodies are read up to 4 MiB. Pictures are not fetched here, only their
// addresses are checked.
//
// Retries, their pauses and the breaker are failsafe-go's; single flight is
// x/sync's. A breaker of our own would be as short and less tried.
package league
