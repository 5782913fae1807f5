import { render } from 'preact'
import { App } from './app.tsx'
import './page.css'
import './card.css'
import './inspector/inspector.css'

const root = document.getElementById('page')
if (root === null) throw new Error('index.html has no #page')
render(<App />, root)
