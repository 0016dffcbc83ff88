// Package provider asks others who somebody is: Discord, and any OpenID Connect
// provider. It knows the protocols and no account; server/identity says whose
// account an answer is, server/rpc sends the browsers there and back.
//
// All of them use the code flow with PKCE (S256), from server to server, with a
// client that waits ten seconds at most, reads a megabyte at most and follows no
// redirect: what a provider says is where we ask, is where we ask.
//
// Of OpenID Connect the id token is believed, and only that: signature by a key of
// the provider's set with an asymmetric algorithm, issuer, audience, authorized
// party, expiry and nonce are checked by coreos/go-oidc and here. Discovery is
// asked for at the first sign-in and again every hour, not at the start: a house
// opens while a provider is down.
//
// Discord is no OpenID Connect provider for us: its user is read with the access
// token, which is revoked at once. No token of anybody's is kept.
package provider
