package session

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/dice"
)

// Key makes a command unique: it is derived from the session, who acts and the
// command id, so that nobody can use up another's ids.
type Key [16]byte

// KeyOf derives the key of a command.
func KeyOf(id ID, actor, commandID string) Key {
	h := sha256.New()
	for _, part := range []string{string(id), actor, commandID} {
		var size [4]byte
		binary.BigEndian.PutUint32(size[:], uint32(len(part)))
		h.Write(size[:])
		h.Write([]byte(part))
	}
	return Key(h.Sum(nil)[:16])
}

// DigestOf tells two payloads under one command id apart.
func DigestOf(payload proto.Message) int64 {
	if payload == nil {
		return 0
	}
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(payload)
	if err != nil {
		return 0
	}
	h := sha256.New()
	h.Write([]byte(payload.ProtoReflect().Descriptor().FullName()))
	h.Write(raw)
	return int64(binary.BigEndian.Uint64(h.Sum(nil)))
}

// Record is one position of a session's log.
type Record struct {
	Session ID
	// Version counts from 1 without gaps.
	Version int32
	// Key is unique over all records.
	Key Key
	// Digest tells another payload under the same key apart.
	Digest int64
	// Actor is the account that acted; empty for bots, clocks and the server.
	Actor UserID
	// Time is when, to the millisecond.
	Time time.Time
	// Body is a serialised sessionv1.RecordBody.
	Body []byte
}

// Row is what the list of sessions knows of one: derived from the log, stored
// beside it in the same transaction.
type Row struct {
	Room    *sessionv1.Room
	Members []UserID
	// Deadline is when the session's clock passes; zero for never.
	Deadline time.Time
}

// Opening is a new session.
type Opening struct {
	ID   ID
	Game string
	// Key makes creation unique: the same key opens one session.
	Key Key
	// Seed is the secret of the dice, stored apart from the log.
	Seed [dice.SeedSize]byte
	// Records are the first positions, from version 1.
	Records []Record
	Row     Row
}

// Header is what a session's log is read with.
type Header struct {
	Game string
	Seed [dice.SeedSize]byte
}

// Log stores sessions. Every implementation must pass logtest.
type Log interface {
	// Create stores a new session with its first records, all or nothing. When
	// the key was used before it stores nothing and returns the first session's
	// id.
	Create(ctx context.Context, o Opening) (ID, error)
	// Append stores a record and, if row is not nil, what the list of sessions
	// knows, all or nothing. It returns nil only when the record is durable,
	// ErrConflict when its version or key is taken or the session is gone, and
	// another error when the outcome is unknown.
	Append(ctx context.Context, r Record, row *Row) error
	// Read returns at most limit records after a version, in order.
	Read(ctx context.Context, id ID, after int32, limit int) ([]Record, error)
	// Find returns the record with a key, or ErrNoRecord.
	Find(ctx context.Context, key Key) (Record, error)
	// Open returns a session's header, or ErrNoSession.
	Open(ctx context.Context, id ID) (Header, error)
}

// Index finds sessions that want attention.
type Index interface {
	// Due returns sessions whose deadline has passed, at most limit.
	Due(ctx context.Context, now time.Time, limit int) ([]ID, error)
	// Heads returns the newest version of each session that there is.
	Heads(ctx context.Context, ids []ID) (map[ID]int32, error)
}

// Bus carries notices between the nodes.
type Bus interface {
	// Publish tells the other nodes, if it can. It must not block.
	Publish(n *sessionv1.Notice)
	// Subscribe calls f for every notice until cancel is called; also for those
	// of the same node, if that is simpler. f must not block.
	Subscribe(f func(*sessionv1.Notice)) (cancel func())
}

// What a Log answers.
var (
	ErrConflict  = errors.New("version or command taken")
	ErrNoRecord  = errors.New("no such record")
	ErrNoSession = errors.New("no such session")
)
