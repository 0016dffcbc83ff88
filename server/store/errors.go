package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"playhouse/server/session"
)

var errAway = &session.Error{Kind: session.Unavailable, Reason: "log_unavailable", Message: "the server cannot reach its database; try again in a moment"}

// explain is deferred by everything that asks the database: an error because the
// caller went away says so, and one because the database did is
// session.Unavailable. What was the matter stays readable for the log.
func explain(ctx context.Context, err *error) {
	if *err == nil {
		return
	}
	away := isAway(*err)
	switch {
	case ctx.Err() != nil && (away || isCancelled(*err)):
		*err = fmt.Errorf("%w: %w: %w", context.Cause(ctx), ctx.Err(), *err)
	case away, errors.Is(*err, context.DeadlineExceeded):
		*err = fmt.Errorf("%w: %w", errAway, *err)
	}
}

// isCancelled knows a statement that was ended by its context. lib/pq tells it
// as the server's answer.
func isCancelled(err error) bool {
	if e, ok := errors.AsType[*pq.Error](err); ok {
		return e.Code == pqerror.QueryCanceled
	}
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, sql.ErrTxDone)
}

// isAway knows a database that cannot be reached, is starting or going down.
func isAway(err error) bool {
	if e, ok := errors.AsType[*pq.Error](err); ok {
		const connectionException = "08"
		switch e.Code {
		case pqerror.AdminShutdown, pqerror.CrashShutdown, pqerror.CannotConnectNow, pqerror.TooManyConnections:
			return true
		}
		return e.Code.Class() == connectionException
	}
	_, broken := errors.AsType[*net.OpError](err)
	return broken || errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
