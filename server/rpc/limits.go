package rpc

import (
	"errors"
	"math"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"connectrpc.com/connect"
	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// budget is how many calls of a class somebody may make.
type budget struct {
	perSecond float64
	burst     int
}

// budgets are generous for people and bots that think, tight for floods.
var budgets = map[Class]budget{
	Read:    {perSecond: 50, burst: 200},
	Command: {perSecond: 30, burst: 120},
	Make:    {perSecond: 0.5, burst: 30},
	SignIn:  {perSecond: 0.5, burst: 60},
	Refresh: {perSecond: 1, burst: 60},
	Guess:   {perSecond: 5, burst: 300}, // a school's laptops wake with old tokens at once
	Heavy:   {perSecond: 10, burst: 30},
	Stream:  {perSecond: 5, burst: 60},
	Fetch:   {perSecond: 200, burst: 2000},
	Contest: {perSecond: 0.2, burst: 10},
}

const (
	// streamsMost is how many live streams a user may have.
	streamsMost = 20
	// countedMost bounds the memory of the limits.
	countedMost = 100_000
)

// limits counts calls by user (or address) and class, in memory.
type limits struct {
	off     bool
	buckets *lru.Cache[bucketKey, *rate.Limiter]

	mu      sync.Mutex
	streams map[string]int
}

type bucketKey struct {
	who   string
	class Class
}

func newLimits(off bool) (*limits, error) {
	buckets, err := lru.New[bucketKey, *rate.Limiter](countedMost)
	return &limits{off: off, buckets: buckets, streams: map[string]int{}}, err
}

// allow takes one call from somebody's budget, or says how long to wait.
func (l *limits) allow(who string, class Class) error {
	if l.off {
		return nil
	}
	r := l.bucket(who, class).Reserve()
	wait := r.Delay()
	if wait == 0 {
		return nil
	}
	r.Cancel()
	return tooMuch("too many calls; slow down", wait)
}

// spent is an error when nothing is left of somebody's budget; it takes nothing.
func (l *limits) spent(who string, class Class) error {
	if l.off {
		return nil
	}
	missing := 1 - l.bucket(who, class).Tokens()
	if missing <= 0 {
		return nil
	}
	wait := time.Duration(missing / budgets[class].perSecond * float64(time.Second))
	return tooMuch("too many calls with credentials that are not valid", wait)
}

func (l *limits) bucket(who string, class Class) *rate.Limiter {
	key := bucketKey{who: who, class: class}
	bucket, ok := l.buckets.Get(key)
	if !ok {
		b := budgets[class]
		bucket = rate.NewLimiter(rate.Limit(b.perSecond), b.burst)
		if kept, there, _ := l.buckets.PeekOrAdd(key, bucket); there {
			bucket = kept
		}
	}
	return bucket
}

func tooMuch(text string, wait time.Duration) error {
	seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
	err := connect.NewError(connect.CodeResourceExhausted, errors.New(text+", try again in "+seconds+" s"))
	err.Meta().Set("Retry-After", seconds)
	return err
}

// stream counts a live stream in; end counts it out.
func (l *limits) stream(who string) (end func(), err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.streams[who] >= streamsMost && !l.off {
		return nil, tooMuch("too many live streams; close one first", time.Second)
	}
	l.streams[who]++
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.streams[who]--; l.streams[who] <= 0 {
			delete(l.streams, who)
		}
	}, nil
}

// addressOf is a caller without an account: the address, and of IPv6 the
// network, since a house has 2^64 addresses.
func addressOf(peer string) string {
	host, _, err := net.SplitHostPort(peer)
	if err != nil {
		host = peer
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	if a.Is6() && !a.Is4In6() {
		p, _ := a.Prefix(64)
		return p.String()
	}
	return a.Unmap().String()
}
