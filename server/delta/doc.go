// Package delta computes the difference between two protobuf messages of the
// same type, and applies it. A live view sends snapshots rarely and differences
// otherwise; the receiver needs no knowledge of the game.
//
// A difference is a patch, a message of the same type that holds only what was
// set or replaced, and a list of paths that say which parts of it count. The
// patch alone would not do: protobuf cannot tell "unchanged" from "cleared".
//
// # Paths
//
//	path    = segment *( "." segment ) [ "+" ]
//	segment = name [ "[" key "]" ]
//	key     = JSON string | integer | "true" | "false"
//
// A name is a field's name in the .proto file. A key stands for one entry of a
// map field and is written as its key type demands; integers are plain decimal
// without leading zeros. Every segment before the last names a single message:
// a message field, or an entry of a map of messages. Examples: turn,
// options.hybrid, tiles[17], figures["p1"].cell.x, figures["p1"].items, log+.
//
// Each path is carried out in the order given:
//
//  1. The value at the path in the patch replaces the value at the path in the
//     base, whole: a scalar, a message, a list, a map or one entry of a map.
//  2. No value at that path in the patch clears the field, or removes the entry.
//     A parent that is missing in the patch means the same.
//  3. A final "+" appends the patch's elements to the base's list.
//  4. Setting a member of a oneof clears the others, so switching members takes
//     one path.
//  5. Setting below a missing message or entry makes it, empty, first. Clearing
//     below one does nothing.
//
// A message that is present but empty is a value, and so are the entry of a map
// that holds zero and an optional field set to zero.
//
// # Choices
//
// Diff descends into a message or a map as long as that is the smaller on the
// wire, and replaces it whole otherwise. Lists are not compared element by
// element beyond a common beginning: things with an identity belong into a map,
// and a list of them would need a path language that knows about moves. Paths
// are text, not field numbers: they can be read in the browser's tools, and the
// receiver needs no table. Compact field masks and JSON patches were looked at;
// the former cannot name map entries, the latter leaves the typed world.
//
// Equality is that of proto.Equal: NaN equals NaN. Unknown fields, and
// extensions, make a message opaque: if two such messages below the root differ,
// they are replaced whole. Those of the root itself are neither compared nor
// changed.
package delta
