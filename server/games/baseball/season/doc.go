// Package season is a league of one's own over a year: the schedule, the
// standings, what players did and who leads, playoffs, and whole seasons between
// computer managers. It knows no clock and no chance but the seed: the same teams,
// schedule and seed play the same season, whether at one go or with a restart
// between any two games ([Season.State], [Resume]).
//
// # Schedules
//
// Everybody meets everybody in turn, in series at one place. With an even number
// of teams each plays exactly the games asked for; the last series are shorter if
// need be. With an odd number one team rests in every round, and each plays the
// greatest number that is the same for all. Who plays at home alternates within a
// pair; what is left over is dealt along Euler's walks, so that for every team
// home and away differ by one series at most, and not at all when the number of
// its series is even. After every third series all travel for a day.
//
// # Ties in the standings
//
// Teams of equal percentage are ordered by their games against each other, then
// by run difference, then by runs, and at last by their place in the league's
// list, which stands for drawing lots: a bracket needs an order. Games are never
// tied. The percentage of a team without games is 0.
//
// # Pitchers
//
// A starter rests four days. The rotation goes round; one who is not rested yet is
// passed over for the next who is, and if nobody is, who rested longest starts. A
// reliever who faced more than nine yesterday, or pitched on both of the last two
// days, is not asked today, as long as three others can be. Starters do not
// relieve. How long one lasts in a game is his card's business.
//
// # Injuries
//
// A card's injury is in how many games of a hundred he is hurt. Absences last 1 to
// 19 days, 10 in the mean, and come as often as makes that share. The best of those
// who are left plays instead; only when nobody else could, he plays hurt.
package season
