package app

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// Only what a trusted proxy wrote counts.
func TestWhoStandsBehindAProxy(t *testing.T) {
	t.Parallel()
	trusted, err := proxies([]string{"10.0.0.0/8", "::1"})
	if err != nil {
		t.Fatal(err)
	}
	var got string
	h := behindProxies(trusted, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr }))
	for name, c := range map[string]struct {
		peer string
		hops []string
		want string
	}{
		"direct":             {"192.0.2.1:5", nil, "192.0.2.1:5"},
		"an invented header": {"192.0.2.1:5", []string{"198.51.100.1"}, "192.0.2.1:5"},
		"one proxy":          {"10.1.1.1:5", []string{"192.0.2.1"}, "192.0.2.1:0"},
		"two proxies":        {"10.1.1.1:5", []string{"192.0.2.1, 10.2.2.2"}, "192.0.2.1:0"},
		"invented, and true": {"10.1.1.1:5", []string{"1.1.1.1", "192.0.2.1"}, "192.0.2.1:0"},
		"IPv6":               {"[::1]:5", []string{"2001:db8::1"}, "[2001:db8::1]:0"},
		"nonsense":           {"10.1.1.1:5", []string{"me"}, "10.1.1.1:0"},
		"no header":          {"10.1.1.1:5", nil, "10.1.1.1:0"},
		"IPv4 in IPv6":       {"[::ffff:10.1.1.1]:5", []string{"192.0.2.1"}, "192.0.2.1:0"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.peer
		for _, hop := range c.hops {
			r.Header.Add("X-Forwarded-For", hop)
		}
		h.ServeHTTP(httptest.NewRecorder(), r)
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
