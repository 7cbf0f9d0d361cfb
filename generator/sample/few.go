//go:build !full

package sample

// Full reports whether the tests were built with -tags full.
const Full = false
