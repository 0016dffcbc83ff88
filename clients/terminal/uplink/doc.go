// Package uplink is a program's side of a Playhouse server over gRPC: signing in
// and staying signed in, sending commands that survive a cut connection, and
// following a session live. It knows no screen and no key.
//
// It keeps the three promises that the API makes possible:
//
//  1. A command is carried out once. It is sent with one command id until there
//     is an answer; a refusal is an answer.
//  2. A view is never torn. What [Link.Follow] hands out is complete and is not
//     changed afterwards; a difference that does not fit is answered by asking
//     for a complete view.
//  3. A player stays the same player. The refresh token of a guest is good for
//     one use, so it is written down before the new access token is used, and
//     traded under a lock: two terminals on one machine share the account
//     instead of signing each other out.
package uplink
