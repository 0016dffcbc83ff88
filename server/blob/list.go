package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Each shows the keys of all that is kept, in their order, until show returns an
// error. What is written or deleted meanwhile may be among them or not.
func (s *Store) Each(ctx context.Context, show func(key string) error) error {
	for list := s.bucket.List(nil); ; {
		o, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("list blobs: %w", err)
		}
		if strings.HasSuffix(o.Key, unfinished) {
			continue
		}
		if err := show(o.Key); err != nil {
			return err
		}
	}
}

// unfinished is how a write that broke off ends.
const unfinished = ".tmp"
