// Package parallel does the same thing many times, a few at a time.
package parallel

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// maxWorkers bounds the goroutines: beyond a few, disks and memory set the pace.
const maxWorkers = 8

// Do calls do for 0 to n-1, from one more goroutine for every so many calls. A
// call that only computes needs some company to be worth a thread; one that
// waits for a disk is worth a goroutine of its own.
//
// After a call failed, or the context ended, Do begins no further ones; then it
// returns the error of the lowest number that failed, else that of the context.
func Do(ctx context.Context, n, every int, do func(i int) error) error {
	var (
		next   atomic.Int64
		failed atomic.Bool
		errs   = make([]error, n)
		wait   sync.WaitGroup
	)
	work := func() {
		for !failed.Load() && ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= n {
				return
			}
			if errs[i] = do(i); errs[i] != nil {
				failed.Store(true)
			}
		}
	}
	for range Workers(n, every) - 1 {
		wait.Go(work)
	}
	work()
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Workers returns how many goroutines n things are worth, one for every so many.
func Workers(n, every int) int {
	return max(1, min(runtime.GOMAXPROCS(0), maxWorkers, n/every))
}
