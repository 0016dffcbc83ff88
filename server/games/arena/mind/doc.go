// Package mind is the contract between a behaviour and the world: what an agent
// senses, what it can want, and how behaviours are written.
//
// A behaviour decides what, the world decides how. A few times a second an agent is
// given its Senses, a row of numbers, and answers with an Action: weights over the
// steering forces, whom to go after, whether to strike. Between two decisions the
// world moves it by that Action. So a behaviour never sees the clock, other agents'
// minds, or chance, and the same senses give the same action.
//
// The lists of senses, steerings and selectors below are the only ones: the
// language of rules, scripts, the editor, the prompt of the assistant and the
// inspector are made from them.
package mind
