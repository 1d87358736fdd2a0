"""The demo's pages in English, in the same order in both languages."""

# ruff: noqa: E501 - prose
from cms.demo_words.page import Words

HOME = {
    "headline": "Something good, close to home",
    "lead": "Porchlight brings together people who would like company and neighbours who gift their time, "
    "at community health centres across Ontario.",
    "champion_heading": "You have something to give",
    "champion_text": "A card game, a pot of soup, a listening ear: Health Champions start small things that mean a "
    "lot. You bring the idea. We help with the room, the phone calls and the rest.",
}

CHAMPION = Words(
    slug="become-a-health-champion",
    title="Become a Health Champion",
    lead="You do not need training or a title. You need something that you like doing, and the wish to share it.",
    more={"invitation": "Talk it over with a person at your centre. No forms, no promises."},
    body=[
        (
            "text",
            "<p>A Health Champion is a neighbour who gifts time. Some lead a walking club or a song circle. Some visit "
            "one person every Friday. Some make the phone call that gets somebody through the door. Many came to "
            "the centre for help themselves, and still do.</p>",
        ),
        ("heading", "How it goes"),
        (
            "steps",
            {
                "numbered": True,
                "items": [
                    {
                        "heading": "We talk",
                        "text": "<p>Over coffee or on the phone. What do you like? What would be too much?</p>",
                    },
                    {
                        "heading": "You tell us your idea",
                        "text": "<p>A few simple questions, on paper, by phone or on this site. You can stop and come back.</p>",
                    },
                    {
                        "heading": "We prepare it together",
                        "text": "<p>A coordinator finds the room, checks the dates with you and sees to what is missing.</p>",
                    },
                    {
                        "heading": "You open the door",
                        "text": "<p>People sign up or just come. Somebody from the centre is there the first time, and whenever you ask.</p>",
                    },
                ],
            },
        ),
        ("heading", "Questions that people ask"),
        (
            "questions",
            {
                "items": [
                    {
                        "question": "How much time does it take?",
                        "answer": "<p>As much as you like to give. An hour and a half a week is usual. You can take a break at any time, and you need not say why.</p>",
                    },
                    {
                        "question": "Does it cost me anything?",
                        "answer": "<p>No. Ask your coordinator about bus fare, materials or child care before they become a worry.</p>",
                    },
                    {
                        "question": "I am a client of the centre. Can I still do it?",
                        "answer": "<p>Yes, please. Many of the best groups were started by clients. Your care stays the same, whatever you decide.</p>",
                    },
                    {
                        "question": "Will I be checked?",
                        "answer": "<p>For some roles, such as visiting people at home, the centre asks for a police record check. The coordinator explains what it is, what it is not, and who pays for it.</p>",
                    },
                    {
                        "question": "My English is not perfect.",
                        "answer": "<p>Then there are others who speak your language and wish that there were a group. Let us find them.</p>",
                    },
                ]
            },
        ),
    ],
)

JOIN = Words(
    slug="how-to-join",
    title="How to join",
    lead="By phone, on this site, or by just coming. All of it is free.",
    in_menus=True,
    body=[
        (
            "steps",
            {
                "numbered": False,
                "items": [
                    {
                        "heading": "By phone",
                        "text": "<p>Call your centre. A person answers, tells you what is on and signs you up. You can cancel by phone too.</p>",
                    },
                    {
                        "heading": "On this site",
                        "text": "<p>Choose a date, and give a name and one way to reach you. You do not need an account or an e-mail address.</p>",
                    },
                    {
                        "heading": "Just come",
                        "text": "<p>Where it says “no sign-up needed”, come as you are. You need not give your name.</p>",
                    },
                ],
            },
        ),
        ("heading", "Before you come"),
        (
            "questions",
            {
                "items": [
                    {
                        "question": "May I bring somebody?",
                        "answer": "<p>Yes. Say so when you sign up, so that there is a chair. A support person is always welcome.</p>",
                    },
                    {
                        "question": "What if I cannot come after all?",
                        "answer": "<p>Tell us when you can, by phone or by the link that you got when you signed up. Somebody else will be glad of the place. Nobody will mind.</p>",
                    },
                    {
                        "question": "What if it is full?",
                        "answer": "<p>Put your name on the waiting list. When a place comes free, it is held for you until you have had time to answer.</p>",
                    },
                    {
                        "question": "Is it accessible?",
                        "answer": "<p>Each activity says what we know about its room: steps, washroom, parking, hearing loop, scents. Where it says “please ask”, nobody has checked yet. Ask, and we will.</p>",
                    },
                    {
                        "question": "Will others know why I come?",
                        "answer": "<p>No. Some groups are about private matters. We do not show their place on this site, and we tell you when you sign up.</p>",
                    },
                ]
            },
        ),
        ("upcoming_sessions", {"heading": "Coming up", "centre": "", "kind": "", "number": 4}),
    ],
)

ABOUT = Words(
    slug="about",
    title="About Porchlight",
    lead="A light on the porch says: somebody is home, and you are welcome.",
    in_menus=True,
    body=[
        (
            "text",
            "<p>Loneliness makes people ill. It cannot be treated with a pill, but it can be eased by company, by "
            "something to do and by being needed. Nurses and doctors at community health centres know this. So, "
            "beside the usual kind, they write <b>social prescriptions</b>: for a grief group, a walking club, a "
            "friendly visit, a place to cook together.</p>"
            "<p>What makes it work is people. Neighbours who were asked in person to give something became Health "
            "Champions and started groups that did not exist before. Porchlight is where their groups, visits and "
            "courses come together: easy to propose, easy to find, easy to join.</p>",
        ),
        ("heading", "What we hold to"),
        (
            "steps",
            {
                "numbered": False,
                "items": [
                    {"heading": "A person first", "text": "<p>Everything here can be done by calling a person.</p>"},
                    {
                        "heading": "Everyone has something to give",
                        "text": "<p>The client of today may be the host of tomorrow.</p>",
                    },
                    {
                        "heading": "Private stays private",
                        "text": "<p>You choose what you tell us, and who gets to see it.</p>",
                    },
                    {
                        "heading": "In English and in French",
                        "text": "<p>The whole site, every message, from the start.</p>",
                    },
                ],
            },
        ),
    ],
)

ACCESSIBILITY = Words(
    slug="accessibility",
    title="Accessibility",
    lead="This site is meant for everyone. Where it is not, we want to know, and we will mend it.",
    in_menus=True,
    body=[
        (
            "text",
            "<p>We follow the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA, and Ontario’s accessibility "
            "law (AODA). In plain words:</p>"
            "<ul><li>you can use every page with a keyboard alone, with a screen reader, or without JavaScript;</li>"
            "<li>text can be made twice as large, or read on a narrow screen, and nothing is lost;</li>"
            "<li>colours have enough contrast, in light and in dark, and nothing depends on colour alone;</li>"
            "<li>buttons and links are large enough for unsteady hands;</li>"
            "<li>the telephone number of a centre stands in the same place on every page;</li>"
            "<li>pages print on paper, in large letters.</li></ul>",
        ),
        ("heading", "Not by screen?"),
        (
            "text",
            "<p>Call your centre. Everything on this site can be done by phone, and staff can give you any page in "
            "large print or read it to you. To call through a relay service, dial 711, or use Canada VRS if you sign.</p>",
        ),
        ("heading", "Tell us what is in your way"),
        (
            "text",
            "<p>Say it to anybody at your centre, in whichever way is easiest for you. We answer within five working "
            "days and tell you what we will do about it.</p>",
        ),
    ],
)

PRIVACY = Words(
    slug="privacy",
    title="Your privacy",
    lead="What we know about you, who sees it, and how you stay in charge of it.",
    in_menus=True,
    body=[
        ("heading", "What we keep"),
        (
            "text",
            "<p>To keep your place we need a name to use and one way to reach you. You may also tell us what you need "
            "in order to take part. You need not tell us why you come.</p>",
        ),
        ("heading", "Who sees it"),
        (
            "text",
            "<ul><li>Staff of your own centre who look after activities.</li>"
            "<li>The person who leads your group sees the name that you gave and, only if you agreed, what you need.</li>"
            "<li>Other people who come do not see anything about you here.</li></ul>"
            "<p>Each time that a member of staff opens your details it is written down. You can ask who has looked.</p>",
        ),
        ("heading", "Groups about private matters"),
        (
            "text",
            "<p>Some groups are about grief, addiction or other things that are nobody else’s business. Their place is "
            "not shown on this site, their messages do not name them, and calendars show neutral words.</p>",
        ),
        ("heading", "Your rights"),
        (
            "text",
            "<p>You can see what we keep, have it corrected, or have it removed. You can stop our messages at any "
            "time. Ask at your centre. Ontario’s health privacy law (PHIPA) protects you; if you are not content with our "
            "answer, you can turn to the Information and Privacy Commissioner of Ontario.</p>",
        ),
        ("heading", "Cookies"),
        (
            "text",
            "<p>We set a cookie only so that you stay signed in and forms stay safe. There is no advertising here, and "
            "nobody follows you from page to page.</p>",
        ),
    ],
)

TRAINING = Words(
    slug="when-somebody-is-not-well",
    title="When somebody is not well",
    lead="Ten minutes about what to do, and what you need not do.",
    more={
        "works": ["closed", "visit", "youth"],
        "quiz": [
            {
                "type": "question",
                "value": {
                    "question": "Somebody in your group cries and wants to leave. What do you do first?",
                    "choices": [
                        {"text": "Ask the group what is the matter", "is_right": False},
                        {"text": "Go along, stay near, and tell staff", "is_right": True},
                        {"text": "Give advice", "is_right": False},
                    ],
                    "explanation": "You need not solve anything. Being there is enough, and staff know whom to call.",
                },
            }
        ],
    },
    body=[
        ("text", "<p>You are a host, not a nurse. Nobody expects you to know what is wrong.</p>"),
        ("heading", "Three things"),
        (
            "steps",
            {
                "numbered": True,
                "items": [
                    {
                        "heading": "Stay calm and near",
                        "text": "<p>A quiet voice and a chair help more than words.</p>",
                    },
                    {
                        "heading": "Call for help",
                        "text": "<p>In danger: 9-1-1. Else the person at the front desk.</p>",
                    },
                    {"heading": "Tell staff afterwards", "text": "<p>The same day. Also for your own sake.</p>"},
                ],
            },
        ),
    ],
)

PAGES = [CHAMPION, JOIN, ABOUT, ACCESSIBILITY, PRIVACY]
