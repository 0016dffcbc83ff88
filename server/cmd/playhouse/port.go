package main

import (
	"context"
	"net"
)

// taken is true when somebody listens on the address already.
func taken(ctx context.Context, address string) bool {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return true
	}
	_ = l.Close()
	return false
}
