package parallel_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"mlvb/generator/parallel"
)

func TestDoCallsEachOnce(t *testing.T) {
	for _, n := range []int{0, 1, 7, 1000} {
		calls := make([]atomic.Int32, n)
		err := parallel.Do(t.Context(), n, 1, func(i int) error {
			calls[i].Add(1)
			return nil
		})
		for i := range calls {
			if got := calls[i].Load(); got != 1 || err != nil {
				t.Fatalf("n = %d: %d was called %d times, %v", n, i, got, err)
			}
		}
	}
}

func TestDoStopsAtAnError(t *testing.T) {
	broken := errors.New("broken")
	var calls atomic.Int32
	err := parallel.Do(t.Context(), 1_000_000, 1, func(i int) error {
		calls.Add(1)
		if i >= 10 {
			return broken
		}
		return nil
	})
	if !errors.Is(err, broken) || calls.Load() > 1000 {
		t.Errorf("Do = %v after %d calls", err, calls.Load())
	}
}

func TestDoHeedsTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := parallel.Do(ctx, 10, 1, func(int) error {
		t.Error("called after the end")
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Do = %v", err)
	}
}

func TestWorkers(t *testing.T) {
	for _, tt := range []struct{ n, every, most int }{{0, 64, 1}, {63, 64, 1}, {100_000, 64, 8}} {
		if got := parallel.Workers(tt.n, tt.every); got < 1 || got > tt.most {
			t.Errorf("Workers(%d, %d) = %d", tt.n, tt.every, got)
		}
	}
}
