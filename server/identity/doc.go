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
//
// # Signing in at a provider
//
// An account has up to ten identities at providers, each known by issuer and
// subject; names and addresses of people change. A sign-in under way is a row that
// its answer deletes, so that an answer counts once whichever node it reaches, and
// it is bound to the browser by a cookie.
//
// A guest who signs in with an identity that nobody has keeps the account: nothing
// moves. When the identity is another account's, nothing happens until the person
// chooses: stay, or switch to that account. The two are not merged. Who sat where,
// said and did what is in the logs of sessions, which are never rewritten, and
// seats, hidden hands and the signatures of saves follow from those ids; an alias
// of one account for another would have to be known to every rule of every game,
// and two aliases may sit at one table against each other. What would change our
// mind: a record of the log that hands a seat from one user to another, which games
// must be asked for first.
//
// Each sign-in makes a new device and signs the one before out: who planted a
// guest's cookie in a browser holds nothing of the account that it becomes. The
// account without its last identity is a guest's again, and is told so before.
package identity
