// Package llm asks language models, wherever they run: at any endpoint that speaks
// OpenAI's chat completions (hosted, or Ollama, vLLM, llama.cpp at home), or at
// Anthropic's. It knows nothing of games.
//
// Both go through their makers' SDKs, but only as encoders and decoders: they never
// read the environment, never try again by themselves, and use the transport of this
// package, which is where the bounds are. It follows no redirects (a model's address
// is the operator's choice, and the key goes there and nowhere else), bounds what is
// read, and ends a stream that has gone silent.
//
// What a provider says of its errors is never passed on, to people or to logs:
// endpoints like to quote the key they were sent. A [Fault] says in our own words
// what was the matter.
//
// A server without a model is no provider here: the composer that stands in for one
// works on a wish, and not on a prompt; see package assistant.
package llm
