package script

// What a behaviour may be and take.
const (
	// SourceMost is how many bytes its source has at most.
	SourceMost = 8 << 10
	// StepsMost is how many steps a decision takes at most.
	StepsMost = 2000
	// LoadStepsMost is how many steps its top level takes at most, once.
	LoadStepsMost = 10000
	// MemoryMost is how many characters an agent remembers from one decision to the
	// next.
	MemoryMost = 64
	// messageMost is how many bytes of what went wrong are told.
	messageMost = 300
	// WeightMost is the most a steering force weighs.
	WeightMost = 10
	// OffsetMost is how far from the target the place for "offset" may be, in units.
	OffsetMost = 500
)
