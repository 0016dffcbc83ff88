package save

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"google.golang.org/protobuf/proto"

	savev1 "playhouse/gen/playhouse/save/v1"
	"playhouse/server/session"
)

const (
	// Format is the version of saves that this release writes.
	Format = 1
	// FileMost is the largest file in bytes.
	FileMost = 1 << 20

	magic        = "playhouse save"
	contentMost  = 32 << 20 // of a file, decompressed
	positionMost = 200_000
)

// Signer signs files with the server's key.
type Signer interface {
	// Sign returns the key's id and the signature.
	Sign(content []byte) (keyID string, signature []byte)
	// Verify tells whether a key of this server signed. known is false for a key
	// that is not this server's.
	Verify(ctx context.Context, keyID string, content, signature []byte) (known, ok bool, err error)
}

// signed is what the signature is over: no token or other text that the key
// signs begins like this.
func signed(content []byte) []byte { return append([]byte(magic+"\n"), content...) }

// write makes a file.
func write(s Signer, c *savev1.SaveFile_Content) ([]byte, error) {
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("encode save: %w", err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(raw); err != nil {
		return nil, fmt.Errorf("compress save: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("compress save: %w", err)
	}
	f := &savev1.SaveFile{Magic: magic, Content: packed.Bytes()}
	f.KeyId, f.Signature = s.Sign(signed(f.GetContent()))
	file, err := proto.MarshalOptions{Deterministic: true}.Marshal(f)
	if err == nil && (len(file) > FileMost || len(raw) > contentMost || len(c.GetPositions()) > positionMost) {
		err = session.Refuse("save_too_large", "this game is too long for a file; it is safe on the server")
	}
	return file, err
}

var errDamaged = session.Refuse("save_damaged", "this is not a save of this server as it was written: take the file that was exported, unchanged")

// read opens a file that this server signed. Nothing of it is looked at before.
func read(ctx context.Context, s Signer, file []byte) (*savev1.SaveFile_Content, error) {
	f := &savev1.SaveFile{}
	if err := proto.Unmarshal(file, f); err != nil || f.GetMagic() != magic {
		return nil, errDamaged
	}
	// Nothing may be added around what is signed, either.
	again, err := proto.MarshalOptions{Deterministic: true}.Marshal(f)
	if err != nil || !bytes.Equal(again, file) || len(f.ProtoReflect().GetUnknown()) > 0 {
		return nil, errDamaged
	}
	switch known, ok, err := s.Verify(ctx, f.GetKeyId(), signed(f.GetContent()), f.GetSignature()); {
	case err != nil:
		return nil, err
	case !known:
		return nil, session.Refuse("foreign_save", "this save was made by another server; it can be loaded there only")
	case !ok:
		return nil, errDamaged
	}
	raw, err := unpack(f.GetContent())
	if err != nil {
		return nil, err
	}
	c := &savev1.SaveFile_Content{}
	if err := proto.Unmarshal(raw, c); err != nil {
		return nil, errDamaged
	}
	if c.GetFormat() < 1 || c.GetFormat() > Format {
		return nil, session.Refuse("save_damaged", "this save has format %d; this server reads 1 to %d", c.GetFormat(), Format)
	}
	return c, nil
}

func unpack(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, errDamaged
	}
	raw, err := io.ReadAll(io.LimitReader(z, contentMost+1))
	if err != nil && !errors.Is(err, io.EOF) || len(raw) > contentMost {
		return nil, errDamaged
	}
	return raw, nil
}

// positionsOf is a past as a file holds it.
func positionsOf(p session.Past) []*savev1.SaveFile_Position {
	all := make([]*savev1.SaveFile_Position, 0, len(p.Records))
	for _, r := range p.Records {
		all = append(all, &savev1.SaveFile_Position{Actor: string(r.Actor), TimeMs: r.Time.UnixMilli(), Body: r.Body})
	}
	return all
}

// pastOf is what a file holds.
func pastOf(c *savev1.SaveFile_Content) (session.Past, error) {
	p := session.Past{Session: session.ID(c.GetSessionId()), Game: c.GetGame()}
	if n := len(c.GetPositions()); n == 0 || n > positionMost {
		return p, errDamaged
	}
	for i, one := range c.GetPositions() {
		p.Records = append(p.Records, session.Record{
			Version: int32(i + 1), Actor: session.UserID(one.GetActor()), Time: time.UnixMilli(one.GetTimeMs()), Body: one.GetBody(),
		})
	}
	return p, nil
}
