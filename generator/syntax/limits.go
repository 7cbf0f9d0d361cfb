package syntax

import (
	"bytes"
	"fmt"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// The limits of a YAML file. The parser takes time and memory by the square of
// both depth and length: what is beyond these limits never reaches it.
const (
	MaxYAML   = 1 << 20 // bytes
	maxDepth  = 100     // collections in one another
	maxTokens = 20_000  // a hand-written template.yaml has some thousand
)

// tokenize splits a file for the parser, and refuses one that would take it too
// long.
func tokenize(file string, data []byte) (token.Tokens, error) {
	if len(data) > MaxYAML {
		return nil, &Error{File: file, Msg: tooLarge()["en"], Say: tooLarge()}
	}
	tooMany := &Error{File: file, Msg: tooManyValues()["en"], Say: tooManyValues()}
	// Every token but plain text has one of these. Tokens take memory, too.
	if structural := bytes.Count(data, []byte("\n")) + countAny(data, "[]{},:-?&*#"); structural > 10*maxTokens {
		return nil, tooMany
	}
	tokens := lexer.Tokenize(string(data))
	if len(tokens) > maxTokens {
		return nil, tooMany
	}
	if at := tooDeep(tokens); at != nil {
		return nil, &Error{File: file, Line: at.Position.Line, Column: at.Position.Column, Msg: tooNested()["en"], Say: tooNested()}
	}
	return tokens, nil
}

func countAny(data []byte, chars string) int {
	count := 0
	for _, c := range []byte(chars) {
		count += bytes.Count(data, []byte{c})
	}
	return count
}

// tooDeep finds the first token that lies in more collections than maxDepth.
// Brackets count one by one. In block style each level is further to the right
// than the one around it, by two columns at most times: "- - -" in one line too.
func tooDeep(tokens token.Tokens) *token.Token {
	brackets, line := 0, 0
	for _, t := range tokens {
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets--
		}
		opensBlock := t.Position.Line != line || t.Type == token.SequenceEntryType || t.Type == token.MappingKeyType
		line = t.Position.Line
		if brackets > maxDepth || opensBlock && brackets == 0 && t.Position.Column > 2*maxDepth {
			return t
		}
	}
	return nil
}

func tooManyValues() Text {
	return Text{
		"en":    fmt.Sprintf("more than %d keys and values", maxTokens),
		"zh-CN": fmt.Sprintf("键和值超过 %d 个", maxTokens),
	}
}

func tooNested() Text {
	return Text{
		"en":    fmt.Sprintf("more than %d levels in one another", maxDepth),
		"zh-CN": fmt.Sprintf("嵌套超过 %d 层", maxDepth),
	}
}
