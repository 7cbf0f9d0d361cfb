package merge

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// jsonGenerator makes values with few different names and words, so that the
// versions often meet, and writes them in any style.
type jsonGenerator struct{ *rand.Rand }

func (g jsonGenerator) word() string { return string(rune('a' + g.IntN(8))) }

func (g jsonGenerator) value(depth int) any {
	n := g.IntN(5)
	if depth > 3 {
		n = 0
	}
	switch n {
	case 1:
		return g.list(func() any { return g.word() })
	case 2:
		return g.list(func() any { return g.value(depth + 1) })
	case 3, 4:
		members := map[string]any{}
		for range g.IntN(6) {
			members[g.word()] = g.value(depth + 1)
		}
		return members
	}
	return []any{nil, true, false, g.IntN(3), 1.5, g.word()}[g.IntN(6)]
}

func (g jsonGenerator) list(element func() any) []any {
	elements := []any{}
	for range g.IntN(5) {
		elements = append(elements, element())
	}
	return elements
}

// edit returns a copy with some values replaced, added, removed or reordered.
func (g jsonGenerator) edit(v any) any {
	if g.IntN(12) == 0 {
		return g.value(2)
	}
	switch v := v.(type) {
	case map[string]any:
		members := map[string]any{}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if g.IntN(8) > 0 {
				members[name] = g.edit(v[name])
			}
		}
		if g.IntN(3) == 0 {
			members[g.word()] = g.value(2)
		}
		return members
	case []any:
		return g.editList(v)
	}
	return v
}

func (g jsonGenerator) editList(list []any) []any {
	elements := []any{}
	for _, v := range list {
		if g.IntN(8) > 0 {
			elements = append(elements, g.edit(v))
		}
	}
	if g.IntN(3) == 0 {
		elements = slices.Insert(elements, g.IntN(len(elements)+1), any(g.word()))
	}
	if g.IntN(6) == 0 {
		g.Shuffle(len(elements), func(i, j int) { elements[i], elements[j] = elements[j], elements[i] })
	}
	return elements
}

// write returns the text of a value, its members in any order.
func (g jsonGenerator) write(v any) []byte {
	var b strings.Builder
	g.put(&b, v)
	g.space(&b)
	return []byte(b.String())
}

func (g jsonGenerator) space(b *strings.Builder) {
	b.WriteString([]string{"", "", " ", "\n  ", "\t", "\r\n"}[g.IntN(6)])
}

func (g jsonGenerator) put(b *strings.Builder, v any) {
	switch v := v.(type) {
	case map[string]any:
		names := slices.Sorted(maps.Keys(v))
		g.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		g.container(b, "{}", len(names), func(i int) {
			b.WriteString(strconv.Quote(names[i]))
			g.space(b)
			b.WriteByte(':')
			g.space(b)
			g.put(b, v[names[i]])
		})
	case []any:
		g.container(b, "[]", len(v), func(i int) { g.put(b, v[i]) })
	default:
		scalar, _ := json.Marshal(v)
		b.Write(scalar)
	}
}

func (g jsonGenerator) container(b *strings.Builder, brackets string, count int, item func(int)) {
	b.WriteByte(brackets[0])
	for i := range count {
		g.space(b)
		item(i)
		g.space(b)
		if i < count-1 {
			b.WriteByte(',')
		}
	}
	g.space(b)
	b.WriteByte(brackets[1])
}
