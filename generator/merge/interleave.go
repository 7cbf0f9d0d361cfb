package merge

import "slices"

// interleave returns the keys of both lists without repeats: those of main in
// their order, and each key that only other has after the key that precedes it in
// other. Where main has keys of its own at that place too, those of other come
// after them if late is set, else before them.
func interleave[K comparable](main, other []K, late bool) []K {
	inMain, inOther := setOf(main), setOf(other)
	var head []K
	after := map[K][]K{}
	anchored, anchor := false, *new(K)
	for _, k := range other {
		switch {
		case inMain[k]:
			anchored, anchor = true, k
		case anchored:
			after[anchor] = append(after[anchor], k)
		default:
			head = append(head, k)
		}
	}
	woven := make([]K, 0, len(main)+len(other))
	pending := head
	for _, k := range main {
		if !late || inOther[k] {
			woven, pending = append(woven, pending...), nil
		}
		woven, pending = append(woven, k), append(pending, after[k]...)
	}
	return append(woven, pending...)
}

func setOf[K comparable](keys []K) map[K]bool {
	set := make(map[K]bool, len(keys))
	for _, k := range keys {
		set[k] = true
	}
	return set
}

// reordered tells whether the keys that all three lists have come in another
// order in one than in base.
func reordered[K comparable](base, one, other []K) bool {
	return !slices.Equal(shared(base, one, other), shared(one, base, other))
}

// shared returns the keys of list that are in both others.
func shared[K comparable](list, a, b []K) []K {
	inA, inB := setOf(a), setOf(b)
	var keys []K
	for _, k := range list {
		if inA[k] && inB[k] {
			keys = append(keys, k)
		}
	}
	return keys
}
