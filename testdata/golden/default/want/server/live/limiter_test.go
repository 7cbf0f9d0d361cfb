package live

import (
	"fmt"
	"testing"
	"time"
)

func TestLimiter(t *testing.T) {
	now := time.Unix(1700000000, 0)
	l := newLimiter(3, time.Second)
	for i := range 3 {
		if wait := l.wait("a", now); wait != 0 {
			t.Errorf("request %d waits %v", i, wait)
		}
	}
	if wait := l.wait("a", now); wait != time.Second {
		t.Errorf("the fourth waits %v", wait)
	}
	if wait := l.wait("b", now); wait != 0 {
		t.Errorf("another key waits %v", wait)
	}
	if wait := l.wait("a", now.Add(999*time.Millisecond)); wait != time.Millisecond {
		t.Errorf("just too early: waits %v", wait)
	}
	if wait := l.wait("a", now.Add(time.Second)); wait != 0 {
		t.Errorf("after a second: waits %v", wait)
	}
	for range 3 {
		if wait := l.wait("a", now.Add(time.Hour)); wait != 0 {
			t.Errorf("after an hour: waits %v", wait)
		}
	}
}

func TestLimiterForgets(t *testing.T) {
	now := time.Unix(1700000000, 0)
	l := newLimiter(3, time.Second)
	for i := range 100_000 {
		l.wait(fmt.Sprint(i), now.Add(time.Duration(i)*time.Millisecond))
	}
	if len(l.whole) > 4096 {
		t.Errorf("%d keys kept, about 1000 were active in the last second", len(l.whole))
	}
}
