package app

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// proxies reads --trusted-proxy: networks or single addresses.
func proxies(texts []string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, text := range texts {
		p, err := netip.ParsePrefix(text)
		if a, e := netip.ParseAddr(text); e == nil {
			p, err = netip.PrefixFrom(a, a.BitLen()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("--trusted-proxy %q is not a network: use for example 10.0.0.0/8, or one address", text)
		}
		all = append(all, p.Masked())
	}
	return all, nil
}

// behindProxies takes for the caller's address the right-most in
// X-Forwarded-For that is not a trusted proxy's: what stands further left the
// caller may have invented.
func behindProxies(trusted []netip.Prefix, h http.Handler) http.Handler {
	if len(trusted) == 0 {
		return h
	}
	isTrusted := func(a netip.Addr) bool {
		return slices.ContainsFunc(trusted, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) })
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer, err := netip.ParseAddrPort(r.RemoteAddr)
		if err == nil && isTrusted(peer.Addr()) {
			r.RemoteAddr = net.JoinHostPort(forwardedFor(r.Header, peer.Addr(), isTrusted).String(), "0")
		}
		h.ServeHTTP(w, r)
	})
}

func forwardedFor(header http.Header, peer netip.Addr, isTrusted func(netip.Addr) bool) netip.Addr {
	hops := strings.Split(strings.Join(header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		a, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		if peer = a; !isTrusted(a) {
			break
		}
	}
	return peer
}
