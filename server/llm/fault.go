package llm

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Kind is what sort of fault a call ended with.
type Kind int

// The kinds of faults.
const (
	// Unavailable: it cannot be reached, is broken, or did not answer in time.
	Unavailable Kind = iota + 1
	// Busy: it asks to come back later; see Fault.After.
	Busy
	// Rejected: it does not take the key, the model's name or the question. Asking
	// again will not help.
	Rejected
	// Declined: the model does not want to answer this.
	Declined
	// Cut: the answer ended too early, or cannot be read.
	Cut
)

// Fault is why a model gave no whole answer.
type Fault struct { //nolint:errname // a fault of somebody else's, and told as such
	Kind Kind
	// After is how long to wait, for Busy; 0 when it was not said.
	After time.Duration
	// Why is a phrase that goes on after "the language model"; it holds nothing that
	// the provider said.
	Why string
	// Cause is what this machine says of it, for the log; nil for nothing.
	Cause error
}

func (f *Fault) Error() string { return "the language model " + f.Why }

func (f *Fault) Unwrap() error { return f.Cause }

// away is the fault of a connection that was not made or broke; none of its causes
// quotes what was sent.
func away(err error) *Fault {
	f := &Fault{Kind: Unavailable, Why: "cannot be reached"}
	if op, ok := errors.AsType[*net.OpError](err); ok {
		f.Cause = op
	}
	if bad, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		f.Why, f.Cause = "cannot be trusted: its certificate is not good", bad
	}
	return f
}

// afterMost is the longest wait that is believed.
const afterMost = 24 * time.Hour

// statusFault is the fault of an HTTP status.
func statusFault(status int, h http.Header, now time.Time) *Fault {
	const overloaded = 529 // Anthropic's own
	f := &Fault{Kind: Unavailable, Why: fmt.Sprintf("is broken at the moment (status %d)", status)}
	switch status {
	case http.StatusTooManyRequests, overloaded:
		f.Kind, f.Why = Busy, "has too much to do"
		f.After = retryAfter(h.Get("Retry-After"), now)
	case http.StatusServiceUnavailable:
		if after := retryAfter(h.Get("Retry-After"), now); after > 0 {
			f.Kind, f.After, f.Why = Busy, after, "is not ready"
		}
	case http.StatusUnauthorized, http.StatusForbidden:
		f.Kind, f.Why = Rejected, fmt.Sprintf("does not accept this server's key (status %d)", status)
	case http.StatusNotFound:
		f.Kind, f.Why = Rejected, "is not there: its address or its name is wrong (status 404)"
	case http.StatusRequestTimeout:
		f.Why = "did not answer in time"
	default:
		if status >= http.StatusMultipleChoices && status < http.StatusBadRequest {
			f.Kind, f.Why = Rejected, fmt.Sprintf("has moved: its address is another now (status %d)", status)
		} else if status < http.StatusInternalServerError {
			f.Kind, f.Why = Rejected, fmt.Sprintf("does not take the question (status %d)", status)
		}
	}
	return f
}

// retryAfter reads the header: seconds, or a time (RFC 9110, 10.2.3); 0 for
// neither.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseFloat(header, 64); err == nil {
		return bounded(time.Duration(min(max(seconds, 0), afterMost.Seconds()) * float64(time.Second)))
	}
	at, err := http.ParseTime(header)
	if err != nil {
		return 0
	}
	return bounded(at.Sub(now))
}

func bounded(d time.Duration) time.Duration { return min(max(d, 0), afterMost) }

var (
	errTooLong = &Fault{Kind: Cut, Why: fmt.Sprintf("said more than %d kB", TextMost>>10)}
	errSilent  = &Fault{Kind: Cut, Why: "went silent in the middle of its answer"}
	errEarly   = &Fault{Kind: Cut, Why: "broke off in the middle of its answer"}
	errLimit   = &Fault{Kind: Cut, Why: "did not come to an end within the tokens it may use"}
	errGarbled = &Fault{Kind: Cut, Why: "answered what cannot be read"}
	errRefusal = &Fault{Kind: Declined, Why: "does not want to answer this"}
	errBroke   = &Fault{Kind: Unavailable, Why: "broke in the middle of its answer"}
	errLate    = &Fault{Kind: Unavailable, Why: "did not answer in time"}
)

// asFault is the fault within an error, if there is one.
func asFault(err error) (*Fault, bool) { return errors.AsType[*Fault](err) }
