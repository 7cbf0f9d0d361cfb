package live

import (
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
