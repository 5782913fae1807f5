import { MOST_SANDBOX, shareOfSandbox } from '../architecture/share.ts'
import { readTree } from '../architecture/tree.ts'
import { benchCalls } from './calls.ts'
import { benchCheckIns } from './check-ins.ts'
import { benchCollection } from './collections.ts'
import { benchDigests } from './digests.ts'
import { benchAlarms, benchLetters } from './dues.ts'
import { benchLedger } from './ledger.ts'
import { figure } from './measurements.ts'
import { benchBot } from './live.ts'
import { benchMonth } from './month.ts'
import { benchNaive, type Care } from './naive.ts'
import { benchPage } from './page.ts'
import { openPlatform } from './people.ts'
import { openWorkshop } from './workshop.ts'

/** A platform for each part, so that nobody inherits another's budget. */
{
  await using platform = await openPlatform()
  await benchBot(platform)
}
{
  await using platform = await openPlatform()
  await using workshop = await openWorkshop(platform.url)
  await benchAlarms(workshop)
  await benchLetters(workshop)
}
{
  await using platform = await openPlatform()
  await using workshop = await openWorkshop(platform.url)
  // Both spend most of their time waiting for the queue to notice that their worker has died.
  await Promise.all([naive('plain', workshop.redisUrl), naive('careful', workshop.redisUrl)])
}
await benchCheckIns()
await benchCollection()
await benchPage()
await benchMonth()
await benchDigests()
await benchLedger()
await benchCalls()
figure('the sandbox in all source lines', shareOfSandbox(readTree()), { unit: 'share', most: MOST_SANDBOX })

async function naive(care: Care, redisUrl: string): Promise<void> {
  await using platform = await openPlatform()
  await benchNaive({ control: platform.control, platform: platform.url, redisUrl, care })
}
