package live

import (
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// limiter lets every key do burst requests at once and one more per interval.
// It keeps one instant per key: when the key's allowance will be whole again.
type limiter struct {
	burst    int
	interval time.Duration

	mu     sync.Mutex
	whole  map[string]time.Time
	tidyAt int // size at which keys with a whole allowance are forgotten
}

func newLimiter(burst int, interval time.Duration) *limiter {
	return &limiter{burst: burst, interval: interval, whole: map[string]time.Time{}, tidyAt: 1024}
}

// wait counts a request of key and returns 0, or how long the key has to wait.
func (l *limiter) wait(key string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	whole := l.whole[key]
	if whole.Before(now) {
		whole = now
	}
	if wait := whole.Sub(now) - time.Duration(l.burst-1)*l.interval; wait > 0 {
		return wait
	}
	l.whole[key] = whole.Add(l.interval)
	l.tidy(now)
	return 0
}

// tidy keeps the memory in proportion to the keys that were active lately. The
// doubling makes its cost per request constant.
func (l *limiter) tidy(now time.Time) {
	if len(l.whole) < l.tidyAt {
		return
	}
	for key, whole := range l.whole {
		if !whole.After(now) {
			delete(l.whole, key)
		}
	}
	l.tidyAt = max(1024, 2*len(l.whole))
}

// clock never runs backwards, whatever is done to the computer's: limits and
// times of rooms go by it. Signatures go by the computer's.
type clock struct {
	now func() time.Time

	mu           sync.Mutex
	seen, steady time.Time
}

func newClock(now func() time.Time) *clock {
	start := now()
	return &clock{now: now, seen: start, steady: start}
}

func (c *clock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if passed := now.Sub(c.seen); passed > 0 {
		c.steady = c.steady.Add(passed)
	}
	c.seen = now
	return c.steady
}

// clientIP is the address that a request came from: what a proxy noted counts if
// the settings name the proxy, and before it the next one.
func (s *server) clientIP(r *http.Request) (netip.Addr, bool) {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}, false
	}
	ip := peer.Addr().Unmap().WithZone("")
	noted := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(noted) - 1; i >= 0 && s.cfg.trusts(ip); i-- {
		client, err := netip.ParseAddr(strings.TrimSpace(noted[i]))
		if err != nil {
			break
		}
		ip = client.Unmap().WithZone("")
	}
	return ip, true
}

// trusts reports whether an address is that of a proxy that the settings name.
func (c Config) trusts(ip netip.Addr) bool {
	for _, network := range c.TrustedProxies {
		if network.Contains(ip) {
			return true
		}
	}
	return false
}

// clientNet is what limits count by: an address or, as nobody has just one of
// IPv6, its /64.
func (s *server) clientNet(r *http.Request) string {
	ip, ok := s.clientIP(r)
	if !ok {
		return r.RemoteAddr
	}
	if ip.Is6() {
		ip = netip.PrefixFrom(ip, 64).Masked().Addr()
	}
	return ip.String()
}

// fromThisComputer reports a request that no other computer sent, through a proxy
// or not.
func (s *server) fromThisComputer(r *http.Request) bool {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !peer.Addr().Unmap().IsLoopback() {
		return false
	}
	client, _ := s.clientIP(r)
	return client.IsLoopback() && (r.Header.Get("X-Forwarded-For") == "" || s.cfg.trusts(peer.Addr().Unmap()))
}
