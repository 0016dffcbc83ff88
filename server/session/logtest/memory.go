package logtest

import (
	"bytes"
	"context"
	"sync"
	"time"

	"playhouse/server/session"
)

// Memory is a log in memory: the reference that says what a Log does, and a
// quick one for tests of the runtime. The zero value is ready to use.
type Memory struct {
	mu       sync.Mutex
	sessions map[session.ID]*memorySession
	keys     map[session.Key]session.Record
	created  map[session.Key]session.ID
	// Fail, when set, is asked before every append; its error is the answer, and
	// nothing is stored.
	Fail func(session.Record) error
}

type memorySession struct {
	header   session.Header
	records  map[int32]session.Record
	head     int32
	rowAt    int32
	deadline time.Time
}

var _ Log = (*Memory)(nil)

func (m *Memory) init() {
	if m.sessions == nil {
		m.sessions, m.keys, m.created = map[session.ID]*memorySession{}, map[session.Key]session.Record{}, map[session.Key]session.ID{}
	}
}

// Create stores a new session; see session.Log.
func (m *Memory) Create(_ context.Context, o session.Opening) (session.ID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.init()
	if first, ok := m.created[o.Key]; ok {
		return first, nil
	}
	m.created[o.Key] = o.ID
	s := &memorySession{header: session.Header{Game: o.Game, Seed: o.Seed}, records: map[int32]session.Record{}, deadline: o.Row.Deadline}
	m.sessions[o.ID] = s
	for _, r := range o.Records {
		m.put(s, r)
	}
	return o.ID, nil
}

func (m *Memory) put(s *memorySession, r session.Record) {
	r.Body = bytes.Clone(r.Body)
	s.records[r.Version], m.keys[r.Key] = r, r
	s.head = max(s.head, r.Version)
}

// Append stores a record; see session.Log.
func (m *Memory) Append(_ context.Context, r session.Record, row *session.Row) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.init()
	if m.Fail != nil {
		if err := m.Fail(r); err != nil {
			return err
		}
	}
	s := m.sessions[r.Session]
	if s == nil {
		return session.ErrConflict
	}
	_, versionTaken := s.records[r.Version]
	_, keyTaken := m.keys[r.Key]
	if versionTaken || keyTaken {
		return session.ErrConflict
	}
	m.put(s, r)
	if row != nil && r.Version > s.rowAt {
		s.rowAt, s.deadline = r.Version, row.Deadline
	}
	return nil
}

// Read returns records after a version; see session.Log.
func (m *Memory) Read(_ context.Context, id session.ID, after int32, limit int) ([]session.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var records []session.Record
	s := m.sessions[id]
	for v := after + 1; s != nil && v <= s.head && len(records) < limit; v++ {
		if r, ok := s.records[v]; ok {
			records = append(records, r)
		}
	}
	return records, nil
}

// Find returns the record with a key; see session.Log.
func (m *Memory) Find(_ context.Context, key session.Key) (session.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.keys[key]
	if !ok {
		return r, session.ErrNoRecord
	}
	return r, nil
}

// Open returns a session's header; see session.Log.
func (m *Memory) Open(_ context.Context, id session.ID) (session.Header, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.sessions[id]
	if s == nil {
		return session.Header{}, session.ErrNoSession
	}
	return s.header, nil
}

// Due returns sessions whose deadline has passed; see session.Index.
func (m *Memory) Due(_ context.Context, now time.Time, limit int) ([]session.ID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var due []session.ID
	for id, s := range m.sessions {
		if !s.deadline.IsZero() && !s.deadline.After(now) && len(due) < limit {
			due = append(due, id)
		}
	}
	return due, nil
}

// Heads returns the newest versions; see session.Index.
func (m *Memory) Heads(_ context.Context, ids []session.ID) (map[session.ID]int32, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	heads := map[session.ID]int32{}
	for _, id := range ids {
		if s := m.sessions[id]; s != nil {
			heads[id] = s.head
		}
	}
	return heads, nil
}
