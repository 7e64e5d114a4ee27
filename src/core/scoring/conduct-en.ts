import { type CareRule, type ConductRule, care, phrases } from "./conduct-rule.ts";

const b = "(?<![a-z])";
const e = "(?![a-z])";
/** "Sorry" said as a word of its own or in a clause; between two unrelated words it is nobody's apology. */
const sorry =
  "(?:(?<!\\p{L}['’]?\\s+)sorry|(?<=(?<![a-z])(?:am|i'?m|are|we'?re|be|feel|feeling|felt|so|really|truly|very|deeply|terribly|extremely|sincerely|genuinely|awfully|oh|ah|oops|hi|hello|hey|dear|sir|madam|and|but|say|no|yes|okay|ok|again)\\s+)sorry|sorry(?!\\s+\\p{L})|sorry(?=\\s+(?:i|we|you|your|my|our|it|this|that|the|for|about|to|if|but|and|dear|sir|madam|again|really|so|there|let|please)(?![a-z])))";
const rude =
  "(?:stupid|dumb|idiotic|pathetic|ridiculous|disgusting|useless|worthless|ignorant|crazy|insane|delusional|greedy|lazy|ugly|retarded|brainless|clueless|shameless|hopeless)";
const name =
  "(?:idiots?|morons?|imbeciles?|fools?|losers?|scums?|scumbags?|jerks?|assholes?|arseholes?|a-holes?|bastards?|bitch(?:es)?|cunts?|dumbass(?:es)?|dickheads?|wankers?|twats?|retards?|liars?|scammers?|cheats?|cheaters?|frauds?|crooks?|thie(?:f|ves)|beggars?|freeloaders?|pigs?|trash|garbage|clowns?|karens?|cheapskates?|lunatics?|psychos?|parasites?)";

/** English words and phrases of aggression, written on lower-case text. */
export const aggressionEn: readonly ConductRule[] = [
  phrases(
    "insult",
    0.95,
    `${b}(?:f+u+c+k+|f\\*+k|fck|fuk)(?:ing|in|er|ers|ed)?${e}(?:\\s+(?:you|off|u|this|that|yourself))?`,
    `${b}(?:assholes?|arseholes?|bitch(?:es|ing)?|cunts?|dickheads?|motherf\\w*|dumbass(?:es)?|dipshits?|shithead|bullshit|piece of (?:shit|crap|trash)|son of a bitch|stfu|gtfo|kys|wankers?|retards?|retarded|scumbags?|imbeciles?|morons?|idiots?)${e}`,
  ),
  phrases(
    "insult",
    0.88,
    `${b}(?:(?:you|they|he|she)(?:'re|'s| are| is)?|u(?: r)?|ur|ya)(?: all| just| such| really| so| too| truly| completely| obviously| clearly| being| a bunch of| an| a| nothing but| always| kind of| quite| fucking| damn| bloody| absolute| total){0,4} (?:${rude}|${name})${e}`,
    `${b}(?:${rude}|${name}) (?:customers?|persons?|people|buyers?|clients?|wom[ae]n|m[ae]n|lady)${e}|${b}(?:how|what an?|so) (?:${rude}|${name})(?: (?:can|could|are|do) you| of you)${e}|(?:^|[.!?] )(?:how )?(?:pathetic|idiotic)(?=[.!]|$)`,
    `${b}(?:shut (?:up|your (?:mouth|face|trap|pie))|go to hell|screw you|drop dead|go die|bite me|up yours|damn you|piss off|sod off|bugger off|eat shit|suck it|kiss my)`,
    `${b}(?:no brains?|brain[- ]?dead|lost your mind|out of your mind|something wrong with (?:you|your (?:head|brain))|mental (?:problem|issue)s?|are you (?:high|drunk|sick in the head|nuts|mad|insane|stupid|dumb|retarded|slow|blind|deaf|illiterate|serious(?:ly)? (?:this )?(?:stupid|dumb)))`,
  ),
  phrases(
    "threat",
    0.92,
    `${b}(?:i|we)(?:'ll| will| can|'m going to| am going to|'re going to| are going to|'m gonna| gonna)? (?:find|hunt|hurt|kill|beat|punch|slap|smash|destroy|ruin|come for|come after|track) (?:you|u)(?: down| up)?(?=${e})(?! a | an | the | some| your | that | in touch| back| sorted| to | through| on )`,
    `${b}(?:know|have|got|found) (?:where you live|your (?:home )?address(?:,| and| so)[^.!?]{0,20}(?:careful|watch|visit|come|post|publish))`,
    `${b}(?:watch your back|you(?:'ll| will) (?:regret|be sorry|pay for)|you better watch|you'd better watch|be very careful|or else|you are dead|you're dead|burn in hell|i hope you (?:die|choke|get|suffer|rot))`,
    `${b}(?:publish|post|expose|leak|share) your (?:address|phone|number|name|photo|details|personal|private|home)`,
    `${b}(?:sue|report|blacklist|ban|block) you(?: for|!|\\.|$)|${b}come to your (?:house|home|place|door)[^.!?]{0,20}(?:regret|teach|sorry|see what|deal)`,
  ),
  phrases(
    "mockery",
    0.82,
    `${b}(?:dream on|in your dreams|keep dreaming|cry me a river|boo[- ]?hoo|cry(?:ing)? about it|cry more|(?:you(?:'re| are)? (?:such )?an? )cry ?baby|(?<=^|[.!?,] ?)grow up|get a life|get over it|get over yourself|drama queen|what a joke|you(?:'re| are) a joke|are you kidding|you must be (?:joking|kidding|dreaming)|don't make me laugh|made me laugh|laughable)`,
    `${b}(?:(?:can't|cannot|can not|don't|do) you (?:even )?(?:read|know how to read|understand english|speak english|count|have a brain)|learn to read|know how to read|use your (?:brain|eyes|head)|open your eyes|did you (?:even )?(?:go to|finish) school|not (?:very|too|that) (?:bright|smart|clever)|rocket science)`,
    `${b}(?:oh,? (?:poor|boo)|poor (?:baby|you)|nice try|good luck with that|(?:well done|nice one|congratulations|wow),? (?:genius|sherlock|einstein)|your (?:royal )?highness|your majesty|who do you think you are|think you(?:'re| are) (?:special|so|the only)|the world (?:doesn't|does not) revolve)`,
    `${b}(?:what did you expect|you get what you pay|for that price|if you can(?:'t|not) afford|too poor|money[- ]?grubb\\w*|money[- ]?hungry|desperate for money|trying to (?:scam|cheat|rip)|looking for (?:a )?free|want(?:s)? (?:everything|it) for free|(?:so )?greedy|freebie hunter)`,
  ),
  phrases(
    "contempt",
    0.72,
    `${b}(?:(?<!not |n't |could |might |may |will |to |can )get lost|get out of here|go away|leave me alone|buzz off|back off|sick of (?:you|people|customers)|fed up with you|tired of you|(?<!thank )you people|people like you|customers like you|your (?:kind|type|sort)|what(?:'s| is) wrong with you|stop (?:whining|crying|bothering|wasting my|your (?:whining|crying|nonsense))|whining|wast(?:e|ing) (?:of )?my time|your nonsense|don't waste my|nobody cares|no one cares|who cares|couldn't care less|could care less|don't (?:give a|care about you|care what you)|i don't care|serves you right|deserve(?:d)? it|take it or leave it|go ahead and (?:complain|sue|report|leave)|complain all you want|sue me|i dare you|try me|see if i care|suit yourself|the hell do you)${e}`,
  ),
];

/** English lines that serve badly without attacking anybody; strengths are steps on the 1-5 scale. */
export const faultsEn: readonly ConductRule[] = [
  phrases(
    "blame",
    1,
    `${b}(?:(?:it's|it is|that's|that is|this is|probably|clearly|must be) (?:all )?your (?:own )?(?:fault|problem|mistake|skin|doing|responsibility)|your own (?:fault|problem|mistake|skin)|you (?:should|could) have (?:checked|read|known|looked|said|told|asked|been more|opened|inspected)|why (?:didn't|did not|don't|wouldn't) you|you (?:must have|probably) (?:dropped|broken|broke|misused|damaged|done something|used it wrong)|you(?:'re| are) (?:wrong|mistaken|exaggerating|overreacting|lying)|nobody else|no one else|no other (?:customer|buyer)|never had (?:a |any )?(?:complaint|problem))`,
  ),
  phrases(
    "refusal",
    1,
    `${b}(?:not my (?:problem|job|fault|department|business)|not our (?:problem|fault|job|responsibility|concern)|nothing to do with (?:me|us)|(?:come back|ask|write|try|message) (?:again )?tomorrow|i(?:'m| am) off (?:now|duty|work)|we(?:'re| are) closed|(?:can't|cannot|won't|will not) help (?:you)?(?: with (?:that|this|it))?(?=[.!,]|$)|nothing (?:i|we) can do|i(?:'m| am) (?:done|not helping)|i refuse)`,
  ),
  phrases(
    "dismissive",
    0.75,
    `${b}(?:just wait|wait (?:then|your turn|in line)|you(?:'ll| will)? (?:just )?have to wait|(?:check|look|read|find|figure|see|do|search)(?: it| that| them)?(?: up| out)? (?:for )?yourself|look it up|read the (?:page|description|policy|rules)|whatever|deal with it|up to you|so what|calm down|(?:^|[.!?] )(?:just )?(?:relax|chill(?: out)?)(?=[.!,]|$)|wtf|what the hell|damn(?: it|ed)?|crap|l+o+l+|lmao+|rofl|(?:ha){3,}h?|stop (?:yelling|shouting|asking|complaining)|(?:as|like) i (?:already )?said|i (?:already|just) (?:told|said)|how many times|don't know what to tell you|too bad|tough luck|it is what it is|that's life|not a big deal|no big deal)${e}`,
  ),
  phrases(
    "rhetorical",
    0.75,
    `${b}(?:what do you (?:want|expect) (?:me|us) to do|how (?:is|was) (?:that|this) (?:my|our)|how (?:am i|are we) supposed to|why (?:should|would) (?:i|we)|didn't you (?:see|read|know)|don't you (?:see|know|understand|get it)|can't you (?:see|wait|understand)|do you (?:really|honestly) think|isn't it obvious|obviously)`,
  ),
  phrases(
    "push",
    0.75,
    `${b}(?:(?:contact|call|ask|blame|talk to|go to|complain to|take it up with|ring) (?:the |your )?(?:courier|carrier|delivery|shipping company|post office|manufacturer|platform)|(?:courier|carrier|delivery (?:company|guy)|shipping company|platform)(?:'s)? (?:fault|problem|issue|responsibility))(?![^.!?]{0,20}(?:for you|on your behalf))`,
  ),
  phrases(
    "rulebook",
    0.5,
    `${b}(?:(?:rules are|policy is|that's (?:the|our)|those are (?:the|our)|it's (?:the|our)) (?:rules?|policy)|rules are rules|policy is policy|that's how it (?:is|works)|it(?:'s| is) (?:all )?(?:on|in) the (?:page|description|website))`,
  ),
];

/** English lines that treat the customer well. */
export const careEn: readonly CareRule[] = [
  care("apology", `${b}(?:${sorry}|apologi[sz]e|apologies|my bad|forgive (?:me|us))${e}`),
  care(
    "sincere",
    `${b}(?:so|really|truly|very|terribly|deeply|extremely|sincerely|genuinely) (?:sorry|apologi[sz]e)(?! for (?:the|any) inconvenience)|${b}(?:sincere|deepest) apologies|${b}(?:sorry|apologi[sz]e) (?:about|for|that|to hear)(?! (?:the|any|your) (?:inconvenience|trouble))(?! that[.!,])`,
  ),
  care(
    "soothe",
    `${b}(?:(?:please )?(?:don't|do not|no need to) (?:worry|panic)|(?:completely|totally|fully|really|can|do)? ?understand (?:how|why|your|that|you)|must (?:be|have been) (?:so |very |really )?(?:worr|frustrat|upset|scar|disappoint|hard|awful|stress|annoy|frighten)\\w*|anyone would (?:be|feel)|you have every right|(?:is|are) (?:the|your) (?:baby|little one|child|son|daughter|skin|family|you)[^.!?]{0,12}(?:ok|okay|alright|all right|fine|well|better)|are you (?:ok|okay|alright|all right|feeling)|hope (?:you|your|the)[^.!?]{0,20}(?:better|ok|okay|well|fine)|rest assured|in good hands|that sounds (?:awful|scary|frustrating|stressful|worrying|really))`,
  ),
  care(
    "own",
    `${b}(?:our (?:mistake|fault|responsibility|error|side)|we(?:'ll| will)? (?:take (?:full )?(?:responsibility|care)|cover|pay|bear|handle|sort|make (?:it|this) right)|on us|at our (?:cost|expense)|no cost to you|won't (?:have to )?(?:pay|cost)|you (?:don't|do not) (?:need|have) to (?:pay|contact|chase|do))`,
  ),
  care(
    "offer",
    `${b}(?:(?:does|would|will) (?:that|this|it) (?:work|be ok|be okay|suit|help)|(?:is|would) (?:that|this)(?: be)? (?:ok|okay|all right|alright|fine|acceptable)|which (?:one|option|would|do) you|would you (?:like|prefer|rather|mind)|could you (?:please|kindly)|you can choose|your choice|whichever|if you(?:'d| would) (?:like|prefer|rather)|let me (?:help|check|look|sort|see|find)|please bear with|i hope you understand|happy to)`,
  ),
  care(
    "follow",
    `${b}(?:follow(?:ing)? up|keep you (?:posted|updated|informed)|get back to you|(?:contact|message|update|write to|call) you (?:by|before|today|tomorrow|within|here|as soon)|let me know if|anything else|any (?:other )?questions|reach out|(?:i'm|i am|we're|we are) here (?:for|if|to)|take care|wish(?:ing)? (?:you|your)|get well)`,
  ),
  care(
    "template",
    `${b}(?:sorry for (?:the|any) inconvenience|apologi[sz]e for (?:the|any) inconvenience|thank you for your (?:patience|understanding|support|cooperation)|thanks for your (?:patience|understanding)|valued customer|we value your|as soon as possible|dear (?:customer|valued))`,
  ),
];
