package generator

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestSequences has a user and mlvb work on projects in turn, at random.
func TestSequences(t *testing.T) {
	for round := range *rounds {
		seed := *firstSeed + uint64(round)
		w := newWorld(t, fmt.Sprintf("-run TestSequences -rounds 1 -seed %d", seed), seeded(seed))
		w.begin(pick(w.choices, stages...))
		w.work(40)
	}
}

// FuzzSequences takes the decisions of [TestSequences] from the bytes of a
// fuzzer.
func FuzzSequences(f *testing.F) {
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 0))
		data := make([]byte, 300)
		for i := range data {
			data[i] = byte(random.Uint32())
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		w := newWorld(t, fmt.Sprintf("%q", data), &choices{bytes: data})
		w.begin(pick(w.choices, stages...))
		w.work(60)
	})
}
