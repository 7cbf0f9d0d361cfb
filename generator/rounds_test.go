package generator

import (
	"flag"

	"mlvb/generator/sample"
)

// How much the random tests of whole projects try.
var (
	rounds    = flag.Int("rounds", sample.Size(20, 300), "how many rounds each of the random tests of whole projects goes")
	firstSeed = flag.Uint64("seed", 1, "seed of the first of these rounds; each next one has the next number")
)
