// Package sample says how much the tests try that could go on for hours: a
// sample, or with -tags full what CI tries.
package sample

// Size returns how many trials a test makes: few, or with -tags full all.
func Size(few, all int) int {
	if Full {
		return all
	}
	return few
}
