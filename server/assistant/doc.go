// Package assistant helps to write behaviours for agents of the arena: it answers
// questions, and makes a proposal of a wish. The wish is restated, a source written,
// validated (with one more try), and run for a moment; what came of it is told, kept
// for the caller to read again, and nothing else happens. Nothing here can store or
// assign a behaviour: that takes the user's own call of another service.
//
// # What a model may do
//
// Say something. It gets no tools, no ids and no rights; what it says is text from a
// stranger. A source is what the language's own checker lets through, and runs with
// the bounds of any other. A restatement is words to be shown. So a model that was
// talked into something by a wish, by the name of a world or by the source of
// somebody else's behaviour can at worst propose a bad behaviour.
//
// The other way round, a model is told only what its asker may know: their wish and
// source, and the world as their seat sees it. What users wrote stands in the prompt
// within a fence that carries a number drawn for this call, so that it cannot be
// closed from within, and is named as data there.
//
// # Who writes
//
// An [Author] is a language model ([NewModel]), or the composer of the house
// ([NewOffline]) where the server has none. The composer is no llm.Provider: a
// provider answers prompts, and to get the wish out of a prompt again would be a
// parlour trick. It understands keywords, says so, and says which words it did not.
//
// # The quota
//
// A call is counted before it is made, by one statement that fails at the limit, so
// that any number of nodes and calls at once never overdraw. It is given back when
// the model failed; not when the caller left, who may have read all of it.
package assistant
