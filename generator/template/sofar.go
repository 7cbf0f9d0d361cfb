package template

// SoFar are the answers while there is somebody to ask: what the inputs answer,
// and what the other questions fall back to. A prompt shows them, lets them be
// changed, and adds what came of it to the inputs of [Manifest.Resolve].
//
// A question that does not apply keeps its value: an answer that is changed
// later may make it apply again.
type SoFar struct {
	start     Answers
	questions []questionSoFar // all of the manifest's, in its order
	values    map[string]any  // string or bool by question, secrets too
}

type questionSoFar struct {
	Question
	given    bool // an input answers it
	included bool // it is one of those to be answered, or given
}

// ResolveSoFar is [Manifest.ResolveOnly] before anybody was asked: questions
// that nothing answers are left open. The error is an [*UnknownError], or the
// [*AnswerError] of the first answer in the inputs that is refused.
func (m *Manifest) ResolveSoFar(questions []Question, start Answers, inputs ...Input) (*SoFar, error) {
	if err := m.checkNames(inputs); err != nil {
		return nil, err
	}
	s := &SoFar{start: start.clone(), values: map[string]any{}}
	included := namesOf(questions)
	for _, q := range m.Questions {
		value, given := FirstAnswer(inputs, q.Name)
		s.questions = append(s.questions, questionSoFar{q, given, given || included[q.Name]})
		known := s.answers()
		accepted, _, err := known.answer(q, value, given)
		if err != nil && given && s.Applies(q) {
			return nil, err
		}
		if err != nil {
			accepted = q.fallbackOrZero(known)
		}
		s.values[q.Name] = accepted
	}
	return s, nil
}

// String hides the values, among which are secrets.
func (*SoFar) String() string { return "answers so far" }

// GoString hides the values.
func (s *SoFar) GoString() string { return s.String() }

// Open lists the questions that no input answers, whether they apply or not.
func (s *SoFar) Open() []Question {
	return s.open(func(questionSoFar) bool { return true })
}

// Missing lists those of the open questions that have no default.
func (s *SoFar) Missing() []Question {
	known := s.answers()
	return s.open(func(q questionSoFar) bool {
		_, falls := q.Fallback(known)
		return !falls
	})
}

func (s *SoFar) open(wanted func(questionSoFar) bool) []Question {
	var list []Question
	for _, q := range s.questions {
		if q.included && !q.given && wanted(q) {
			list = append(list, q.Question)
		}
	}
	return list
}

// Applies reports whether the condition of a question holds.
func (s *SoFar) Applies(q Question) bool { return q.When.Holds(s.answers()) }

// Value returns the answer to a question, a secret one too.
func (s *SoFar) Value(q Question) any { return s.values[q.Name] }

// Check says what there is against an answer; the error is an [*AnswerError].
func (s *SoFar) Check(q Question, value any) error {
	_, _, err := q.Accept(value, s.answers())
	return err
}

// Answer keeps an answer: as it is accepted, or as it came where it is refused.
func (s *SoFar) Answer(q Question, value any) {
	if accepted, _, err := q.Accept(value, s.answers()); err == nil {
		value = accepted
	}
	s.values[q.Name] = value
}

// Restart tells of another folder of the project. Open questions that still
// have their default get that of the new folder.
func (s *SoFar) Restart(start Answers) {
	before := s.answers()
	s.start = start.clone()
	after := s.answers()
	for _, q := range s.Open() {
		if value, _ := q.Fallback(before); value == s.values[q.Name] {
			s.values[q.Name] = q.fallbackOrZero(after)
		}
	}
}

// Input are the answers to those of the questions that apply.
func (s *SoFar) Input(questions []Question) Input {
	known, in := s.answers(), Input{}
	for _, q := range questions {
		if q.When.Holds(known) {
			in[q.Name] = s.values[q.Name]
		}
	}
	return in
}

// answers are the values as [Manifest.Resolve] has them: one that does not
// apply is the zero value.
func (s *SoFar) answers() Answers {
	a := s.start.clone()
	for _, q := range s.questions {
		switch value, known := s.values[q.Name]; {
		case !known: // its turn has not come yet
		case a.applies(q.Question, q.included):
			a.set(q.Question, value)
		default:
			a.set(q.Question, q.zero())
		}
	}
	return a
}

// fallbackOrZero is the default, or the zero value where there is none.
func (q Question) fallbackOrZero(soFar Answers) any {
	if value, ok := q.Fallback(soFar); ok {
		return value
	}
	return q.zero()
}
