package mind

// Sense is one number that an agent knows.
type Sense int

// What an agent senses. Distances in units, angles none, times in seconds; shares
// from 0 to 1; what is not there is far away (Far) or 0, as its meaning says.
const (
	Health Sense = iota
	Energy
	Speed
	Ready
	Struck
	Time
	EnemiesSeen
	EnemiesKnown
	EnemiesInReach
	AlliesSeen
	AlliesKnown
	AlliesInReach
	Strangers
	EnemyDistance
	EnemyHealth
	EnemyApproach
	AllyDistance
	AllyHealth
	WeakestAllyHealth
	TargetDistance
	TargetHealth
	HasTarget
	LeaderDistance
	IsLeader
	BaseDistance
	EnemyBaseDistance
	PointDistance
	PointOwned
	PointsOwned
	PointsLost
	WallAhead
	HoleAhead
	EdgeDistance
	Stuck
	TeamAlive
	EnemiesAlive
	Draw
	SenseCount
)

// Far is the distance to what is not there: more than any area is wide.
const Far = 1e6

// Senses is what an agent senses, by Sense.
type Senses [SenseCount]float64

// SenseTerms tells of each sense its name in behaviours, its unit and range, and what
// it means.
var SenseTerms = [SenseCount]Term{
	Health:            {"health", "0 to 1", "own health as a share of the most"},
	Energy:            {"energy", "0 to 1", "own energy; at 0 one is slow and cannot strike"},
	Speed:             {"speed", "0 to 1", "own speed as a share of the most"},
	Ready:             {"ready", "true or false", "a blow can be struck now"},
	Struck:            {"struck", "seconds", "time since one was struck last; 1000000 for never"},
	Time:              {"time", "seconds", "time of the world since its beginning"},
	EnemiesSeen:       {"enemies.seen", "count", "enemies within sight that one can tell to be enemies, near or far"},
	EnemiesKnown:      {"enemies.known", "count", "enemies within the range of recognition"},
	EnemiesInReach:    {"enemies.reach", "count", "enemies within the range of combat"},
	AlliesSeen:        {"allies.seen", "count", "allies within sight; allies are always known"},
	AlliesKnown:       {"allies.known", "count", "allies within the range of recognition"},
	AlliesInReach:     {"allies.reach", "count", "allies within the range of combat"},
	Strangers:         {"strangers", "count", "agents within sight but beyond recognition who are no allies"},
	EnemyDistance:     {"enemy.distance", "units", "distance to the nearest known enemy; 1000000 for none"},
	EnemyHealth:       {"enemy.health", "0 to 1", "health of the nearest known enemy; 0 for none"},
	EnemyApproach:     {"enemy.approach", "units a second", "how fast the nearest known enemy comes nearer; negative when it goes away"},
	AllyDistance:      {"ally.distance", "units", "distance to the nearest ally within sight; 1000000 for none"},
	AllyHealth:        {"ally.health", "0 to 1", "health of the nearest ally within sight; 1 for none"},
	WeakestAllyHealth: {"weakest_ally.health", "0 to 1", "least health of the allies within sight; 1 for none"},
	TargetDistance:    {"target.distance", "units", "distance to whom or what one is after; 1000000 for nothing"},
	TargetHealth:      {"target.health", "0 to 1", "health of whom one is after; 0 for nobody"},
	HasTarget:         {"target.exists", "true or false", "one is after somebody or something"},
	LeaderDistance:    {"leader.distance", "units", "distance to the team's leader (its living agent with the lowest id); 0 for the leader"},
	IsLeader:          {"leader.self", "true or false", "one is the leader"},
	BaseDistance:      {"base.distance", "units", "distance to the team's base"},
	EnemyBaseDistance: {"enemy_base.distance", "units", "distance to the nearest base of another team"},
	PointDistance:     {"point.distance", "units", "distance to the nearest control point that is not the team's; 1000000 for none"},
	PointOwned:        {"point.here", "true or false", "one stands on a control point that is the team's"},
	PointsOwned:       {"points.own", "count", "control points that are the team's"},
	PointsLost:        {"points.other", "count", "control points that are not"},
	WallAhead:         {"wall.ahead", "units", "distance to the wall straight ahead, up to the range of sight; 1000000 for none"},
	HoleAhead:         {"hole.ahead", "units", "distance to the hole straight ahead, up to the range of sight; 1000000 for none"},
	EdgeDistance:      {"edge.distance", "units", "distance to the area's nearest edge"},
	Stuck:             {"stuck", "seconds", "time for which one wanted to move and did not"},
	TeamAlive:         {"team.alive", "0 to 1", "share of the own team that is alive"},
	EnemiesAlive:      {"foes.alive", "0 to 1", "share of all other teams that is alive"},
	Draw:              {"chance", "0 to 1", "drawn anew for each decision from the world's seed"},
}

// Boolean is true for senses that are true (1) or false (0).
func (s Sense) Boolean() bool { return SenseTerms[s].Unit == "true or false" }

// Term is a name that behaviours use.
type Term struct {
	Name    string // as it is written
	Unit    string // unit and range
	Meaning string // what it means
}
