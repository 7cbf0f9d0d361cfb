package merge

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// text reads a string and returns what it stands for. Bytes that are no UTF-8
// stay as they are, lone surrogates become the three bytes they would have.
func (r *jsonReader) text() string {
	var s []byte
	for r.at++; r.failed == ""; {
		switch c := r.peek(); {
		case r.at == len(r.src) || c < ' ':
			r.fail("a string must end on its line")
		case c == '"':
			r.at++
			return string(s)
		case c == '\\':
			s = r.escape(s)
		default:
			s = append(s, c)
			r.at++
		}
	}
	return ""
}

func (r *jsonReader) escape(s []byte) []byte {
	r.at++
	c := r.peek()
	if c == 'u' {
		return r.codePoint(s)
	}
	i := strings.IndexByte(`"\/bfnrt`, c)
	if i < 0 {
		r.fail("unknown escape in a string")
		return s
	}
	r.at++
	return append(s, "\"\\/\b\f\n\r\t"[i])
}

// codePoint reads from the u of an escape on, with the second half of a pair.
func (r *jsonReader) codePoint(s []byte) []byte {
	c := r.hex()
	if utf16.IsSurrogate(c) && bytes.HasPrefix(r.src[r.at:], []byte(`\u`)) {
		second := r.at
		r.at++
		if pair := utf16.DecodeRune(c, r.hex()); pair != utf8.RuneError {
			return utf8.AppendRune(s, pair)
		}
		r.at = second
	}
	if utf16.IsSurrogate(c) {
		return append(s, 0xe0|byte(c>>12), 0x80|byte(c>>6)&0x3f, 0x80|byte(c)&0x3f)
	}
	return utf8.AppendRune(s, c)
}

// hex reads a u and four hex digits.
func (r *jsonReader) hex() rune {
	digits := r.src[r.at+1 : min(len(r.src), r.at+5)]
	n, err := strconv.ParseUint(string(digits), 16, 16)
	if err != nil || len(digits) < 4 {
		r.fail("an escape needs four hex digits")
		return 0
	}
	r.at += 5
	return rune(n)
}

// literal reads true, false or null.
func (r *jsonReader) literal() string {
	for _, l := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(r.src[r.at:], []byte(l)) {
			r.at += len(l)
			return l
		}
	}
	r.fail("expected a value")
	return ""
}

// number reads a number and returns one form for all ways to write its value.
func (r *jsonReader) number() string {
	start := r.at
	r.skip('-')
	if !r.skip('0') {
		r.digits()
	}
	if r.skip('.') {
		r.digits()
	}
	if r.skip('e') || r.skip('E') {
		_ = r.skip('+') || r.skip('-')
		r.digits()
	}
	return canonicalNumber(strings.ToLower(string(r.src[start:r.at])))
}

func (r *jsonReader) skip(c byte) bool {
	found := r.peek() == c
	if found {
		r.at++
	}
	return found
}

func (r *jsonReader) digits() {
	start := r.at
	for '0' <= r.peek() && r.peek() <= '9' {
		r.at++
	}
	if r.at == start {
		r.fail("expected a digit")
	}
}

// canonicalNumber returns the digits without zeros at either end and a power of
// ten: 1.50 is 15e-1. It calculates with the text, as values may be of any size.
func canonicalNumber(token string) string {
	mantissa, power, _ := strings.Cut(token, "e")
	exponent, err := strconv.ParseInt(power, 10, 32)
	if err != nil && power != "" {
		return token // beyond any number that is meant
	}
	unsigned, negative := strings.CutPrefix(mantissa, "-")
	whole, fraction, _ := strings.Cut(unsigned, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	significant := strings.TrimRight(digits, "0")
	if significant == "" {
		return "0"
	}
	exponent += int64(len(digits) - len(significant) - len(fraction))
	if negative {
		significant = "-" + significant
	}
	return significant + "e" + strconv.FormatInt(exponent, 10)
}
