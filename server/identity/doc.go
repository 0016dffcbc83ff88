// Package identity knows who calls: accounts, sign-in, tokens and the keys of
// programs. It knows no RPC and no SQL; server/store keeps what it says.
//
// An access token is a JWT signed with Ed25519 that lives ten minutes. A refresh
// token is `DEVICE.SECRET`; each use trades it for the next. The next secret is
// not drawn but derived from the old one by HMAC with a key of the server: a
// browser whose answer was lost, or whose two tabs refresh at once, may repeat
// the trade for half a minute and gets the same answer. After that, or with any
// other token, using an old one again means that two hold it: the device is
// signed out.
//
// Every node verifies with all signing keys of the database and signs with the
// newest; a token of a key it does not know makes it load them again.
//
// A device that was signed out is refused at once by the node that did it, and
// within thirty seconds by the others (they ask the store again that often).
// Its live streams are cut in the same way.
package identity
