package template

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"mlvb/generator/template/templatetest"
)

// soFar are the answers to the small template's questions before anybody was asked.
func soFar(t *testing.T, inputs ...Input) *SoFar {
	t.Helper()
	m := load(t, templatetest.Small()).Manifest
	s, err := m.ResolveSoFar(m.Questions, NewAnswers("app"), inputs...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func openNames(questions []Question) []string {
	var list []string
	for _, q := range questions {
		list = append(list, q.Name)
	}
	return list
}

func TestSoFarLeavesOpenWhatNothingAnswers(t *testing.T) {
	s := soFar(t, Input{"server": "none", "domain": "a.b"})
	if got, want := openNames(s.Open()), []string{"title", "chat", "play", "key"}; !reflect.DeepEqual(got, want) {
		t.Errorf("open are %q, want %q", got, want)
	}
	if got := s.Missing(); len(got) > 0 {
		t.Errorf("missing are %q, but all have a default", openNames(got))
	}
	required := Question{Name: "appid", Kind: KindText, Required: true}
	m := Manifest{Questions: []Question{required}}
	s, err := m.ResolveSoFar(m.Questions, NewAnswers("app"))
	if err != nil || len(s.Missing()) != 1 || s.Value(required) != "" {
		t.Errorf("a required question: %+v, %v; want it missing", s, err)
	}
}

func TestSoFarRefusesWhatResolveRefuses(t *testing.T) {
	m := load(t, templatetest.Small()).Manifest
	for name, input := range map[string]Input{
		"an unknown name":    {"titel": "x"},
		"a rule":             {"domain": "a/b"},
		"no choice":          {"server": "Go"},
		"a second rule":      {"domain": "a.b", "play": "A.B"},
		"a secret of a rule": {"key": "HUSH"},
	} {
		_, _, want := m.Resolve(NewAnswers("app"), input)
		if _, err := m.ResolveSoFar(m.Questions, NewAnswers("app"), input); err == nil || err.Error() != want.Error() {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	if _, err := m.ResolveSoFar(m.Questions, NewAnswers("app"), Input{"server": "none", "key": "HUSH"}); err != nil {
		t.Errorf("an answer that does not apply: %v", err)
	}
}

// TestSoFarAppliesAsResolveDoes changes the answer that a chain of conditions
// begins with: what depends on a question that does not apply does not either.
func TestSoFarAppliesAsResolveDoes(t *testing.T) {
	size := Question{Name: "size", Kind: KindChoice, Choices: []string{"small", "large"}, Default: "small"}
	shade := Question{Name: "shade", Kind: KindChoice, Choices: []string{"dark", "light"}, Default: "dark", When: Condition{"size": {"small"}}}
	depth := Question{Name: "depth", Kind: KindText, Default: "1", When: Condition{"shade": {"dark"}}}
	m := Manifest{Questions: []Question{size, shade, depth}}
	s, err := m.ResolveSoFar(m.Questions, NewAnswers("app"))
	if err != nil || !s.Applies(depth) {
		t.Fatalf("depth does not apply: %v", err)
	}
	s.Answer(size, "large")
	in := s.Input(m.Questions)
	if want := (Input{"size": "large"}); !reflect.DeepEqual(in, want) {
		t.Errorf("the answers are %v, want %v", in, want)
	}
	a, notices, err := m.Resolve(NewAnswers("app"), in)
	if err != nil || len(notices) > 0 || !reflect.DeepEqual(a.Asked, []string{"size"}) {
		t.Errorf("Resolve asked %q, %v, %v", a.Asked, notices, err)
	}
	s.Answer(size, "small")
	if s.Value(depth) != "1" {
		t.Errorf("depth is %v, want what it was", s.Value(depth))
	}
}

func TestSoFarFollowsTheFolder(t *testing.T) {
	s := soFar(t)
	title := s.Open()[0]
	s.Restart(NewAnswers("shop"))
	if got := s.Value(title); got != "shop" {
		t.Errorf("the default is %v, want that of the new folder", got)
	}
	s.Answer(title, " mine ")
	s.Restart(NewAnswers("other"))
	if got := s.Value(title); got != "mine" {
		t.Errorf("the answer is %v, want what was typed", got)
	}
}

func TestSoFarDoesNotShowSecrets(t *testing.T) {
	s := soFar(t, Input{"key": "hush"})
	for _, shown := range []string{fmt.Sprint(s), fmt.Sprintf("%+v", s), fmt.Sprintf("%#v", s)} {
		if strings.Contains(shown, "hush") {
			t.Errorf("the secret shows: %s", shown)
		}
	}
	key := s.questions[len(s.questions)-1].Question
	if in := s.Input([]Question{key}); s.Value(key) != "hush" || in["key"] != "hush" {
		t.Errorf("the secret is %v, as an input %v", s.Value(key), in)
	}
}

func TestSoFarKeepsWhatItRefusesToBeMended(t *testing.T) {
	s := soFar(t)
	domain := s.Open()[3]
	var refused *AnswerError
	if err := s.Check(domain, "a/b"); !errors.As(err, &refused) {
		t.Errorf("Check = %v, want a refusal", err)
	}
	s.Answer(domain, "a/b")
	if got := s.Value(domain); got != "a/b" {
		t.Errorf("the answer is %v, want it as typed", got)
	}
}
