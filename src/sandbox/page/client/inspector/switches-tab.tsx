import { useContext } from 'preact/hooks'
import { reasonOf } from '../api.ts'
import { Toasts } from '../context.ts'
import { asks, type Question, usePolled } from './asks.ts'

/** Where the platform's documents are silent: which answer the sandbox gives. */
export function SwitchesTab() {
  const { value: questions, refused, again } = usePolled(asks.switches)
  const say = useContext(Toasts)
  const turn = async (name: string, value: string) => {
    await asks.turn(name, value).catch((error) => say('error', reasonOf(error)))
    again()
  }
  if (refused !== undefined) return <p class="refused">{refused}</p>
  return (
    <>
      <p class="faint">文档没有说明的地方，本地飞书按选定的一种来做；每题第一项是惯例。</p>
      {questions?.map((question) => (
        <OneQuestion key={question.name} question={question} turn={(value) => turn(question.name, value)} />
      ))}
    </>
  )
}

type Props = { question: Question; turn: (value: string) => Promise<void> }

function OneQuestion({ question: { name, section, asks: words, answers, value }, turn }: Props) {
  return (
    <fieldset class="question">
      <legend>
        {words} <small>{`§${section}`}</small>
      </legend>
      {answers.map((answer) => (
        <label key={answer}>
          <input
            type="radio"
            name={name}
            value={answer}
            checked={answer === value}
            onChange={() => turn(answer)}
          />
          {answer}
        </label>
      ))}
    </fieldset>
  )
}
