package mind

// Steering is a force that moves an agent.
type Steering int

// The steering forces, after Craig Reynolds, "Steering Behaviors for Autonomous
// Characters", GDC 1999. Those with a target use the action's; without one they do
// nothing.
const (
	Seek Steering = iota
	Flee
	Arrive
	Pursue
	Evade
	Offset
	Wander
	AvoidObstacles
	AvoidWalls
	FollowPath
	FollowFlow
	AvoidCollisions
	Separate
	Align
	Cohere
	FollowLeader
	Interpose
	Hide
	Queue
	SteeringCount
)

// SteeringTerms tells of each steering its name and meaning.
var SteeringTerms = [SteeringCount]Term{
	Seek:            {"seek", "0 to 10", "straight to the target at full speed"},
	Flee:            {"flee", "0 to 10", "straight away from the target, or from the nearest known enemy without one"},
	Arrive:          {"arrive", "0 to 10", "to the target, slowing down before it"},
	Pursue:          {"pursue", "0 to 10", "to where the target will be"},
	Evade:           {"evade", "0 to 10", "away from where the target, or without one the nearest known enemy, will be"},
	Offset:          {"offset", "0 to 10", "to a place beside the target that moves with it (offset_x ahead, offset_y to its right)"},
	Wander:          {"wander", "0 to 10", "about, without sudden turns"},
	AvoidObstacles:  {"avoid_obstacles", "0 to 10", "around round obstacles and boxes in the way"},
	AvoidWalls:      {"avoid_walls", "0 to 10", "away from walls and the area's edge, by feelers"},
	FollowPath:      {"follow_path", "0 to 10", "to the target on the shortest way around walls (A* on the grid)"},
	FollowFlow:      {"follow_flow", "0 to 10", "to the target on the field of shortest ways that all who go there share"},
	AvoidCollisions: {"avoid_collisions", "0 to 10", "past agents that would be run into"},
	Separate:        {"separation", "0 to 10", "away from neighbours that are too near"},
	Align:           {"alignment", "0 to 10", "as fast and to where allied neighbours go"},
	Cohere:          {"cohesion", "0 to 10", "to the middle of allied neighbours"},
	FollowLeader:    {"follow_leader", "0 to 10", "behind the team's leader, and out of its way"},
	Interpose:       {"interpose", "0 to 10", "between the target and the nearest known enemy"},
	Hide:            {"hide", "0 to 10", "behind the obstacle that is between oneself and the nearest known enemy"},
	Queue:           {"queue", "0 to 10", "brakes behind an ally who goes the same way"},
}

// Selector tells whom or what an agent is after.
type Selector int

// The selectors. Agents are looked for within the range of recognition.
const (
	Keep Selector = iota
	Nobody
	NearestEnemy
	WeakestEnemy
	StrongestEnemy
	LastAttacker
	AlliedTarget
	NearestAlly
	WeakestAlly
	Leader
	Base
	EnemyBase
	ControlPoint
	Post
	SelectorCount
)

// SelectorTerms tells of each selector its name and meaning.
var SelectorTerms = [SelectorCount]Term{
	Keep:           {"keep", "target", "whom one was after, as long as they live and are seen"},
	Nobody:         {"nobody", "target", "nobody"},
	NearestEnemy:   {"nearest_enemy", "target", "the nearest known enemy"},
	WeakestEnemy:   {"weakest_enemy", "target", "the known enemy with the least health"},
	StrongestEnemy: {"strongest_enemy", "target", "the known enemy with the most health"},
	LastAttacker:   {"last_attacker", "target", "who struck one last, if known"},
	AlliedTarget:   {"allied_target", "target", "the enemy that most allied neighbours are after"},
	NearestAlly:    {"nearest_ally", "target", "the nearest ally within sight"},
	WeakestAlly:    {"weakest_ally", "target", "the ally within sight with the least health"},
	Leader:         {"leader", "target", "the team's leader"},
	Base:           {"base", "target", "the middle of the team's base"},
	EnemyBase:      {"enemy_base", "target", "the middle of the nearest base of another team"},
	ControlPoint:   {"control_point", "target", "the nearest control point that is not the team's"},
	Post:           {"post", "target", "where one stood at the beginning"},
}

// Action is what an agent wants until it decides again.
type Action struct {
	// Weights of the steering forces, 0 to 10 each.
	Weights [SteeringCount]float64
	// Target is whom or what it is after; Agent is a single agent's id instead, for
	// scripts; 0 for none.
	Target Selector
	Agent  int32
	// Strike: hit the target, or without one the nearest enemy in reach, whenever a
	// blow is ready.
	Strike bool
	// Heal: mend the nearest hurt ally in reach instead of striking; it costs what a
	// blow costs and gives half of what a blow takes.
	Heal bool
	// Pace is the speed as a share of the most, 0 to 1.
	Pace float64
	// OffsetX (ahead) and OffsetY (to the right) in units, -500 to 500, for Offset.
	OffsetX, OffsetY float64
	// Rule is the number of the rule that decided, from 1; 0 for none.
	Rule int32
}

// Program is a behaviour in the rules tier, ready to decide. It keeps no state and
// may be used by many agents at once.
type Program interface {
	// Decide fills in what an agent with these senses wants. It always ends, and
	// allocates nothing.
	Decide(*Senses, *Action)
	// Rule is the name of the rule with a number; empty for none.
	Rule(number int32) string
}

// Neighbor is another agent as a script sees it.
type Neighbor struct {
	ID     int32
	Ally   bool
	Known  bool // within the range of recognition, or an ally; else its team is not known
	X, Y   float64
	VX, VY float64
	Health float64 // 0 to 1; 0 when not known
}

// NeighborsMost is how many neighbours a script is shown at most.
const NeighborsMost = 16

// Ask is what a script is asked: one agent's decision.
type Ask struct {
	Agent  int32
	Senses Senses
	// Neighbors are the nearest agents within sight, by distance, then id.
	Neighbors []Neighbor
	// X, Y, VX, VY are the agent's own position and velocity, in units.
	X, Y, VX, VY float64
	// Memory is what the script's state was after the last decision: up to 64
	// characters of its own choice; empty at first.
	Memory string
}

// Answer is what a script decided.
type Answer struct {
	Agent  int32
	Action Action
	// Memory is the new state.
	Memory string
	// Steps it took.
	Steps int32
	// Fault is what failed, empty for nothing; Line is where, 0 if unknown. With a
	// fault, Action does not count.
	Fault string
	Line  int32
}
