-- The views that indicators query: the case tables cut to a scope, as common table expressions with named parameters
-- ($start, $end, $as_of, $cut, $team, $commune, $association), so that the text runs on any engine that sqlglot
-- translates to.
--
-- Flow views have one row per event and person behind it: an event of a household (Familiengespräch) stands there once for
-- each member in care on that day, and once with an empty client_id if there is none. So count events with
-- count(distinct <event>_id) and people with count(distinct client_id). Stock views have one row per client or post.

located as (
  select k.*, coalesce(r.parent, 'ohne_angabe') as association
  from case_clients as k
  left join rollup as r on r.list = 'verbaende' and r.code = k.commune
),
scoped_clients as (
  select client_id, home as household_id, nationality, gender, age_group, residence_status, commune, association, team,
         care_from, care_until
  from located
  where (cast($team as varchar) is null or team = $team)
    and (cast($commune as varchar) is null or commune = $commune)
    and (cast($association as varchar) is null or association = $association)
),
participants as (
  select consultation_id, client_id, nullif(household_id, household_id) as household_id
  from case_consultations
  where client_id is not null
  union all
  select c.consultation_id, k.client_id, c.household_id
  from case_consultations as c
  left join case_clients as k
    on k.household_id = c.household_id
    and k.care_from <= c.consulted_on and (k.care_until is null or k.care_until >= c.consulted_on)
  where c.client_id is null
),
firsts as (
  select household_id, min(client_id) as client_id from case_clients where household_id is not null group by household_id
),
homes as (
  select f.household_id, k.association from firsts as f join located as k on k.client_id = f.client_id
),
consultations as (
  select c.consultation_id, p.client_id, coalesce(p.household_id, k.home) as household_id,
         c.form, c.channel, c.team, coalesce(r.parent, 'ohne_angabe') as contact,
         case when p.household_id is null or $commune is not null or $association is not null
              then coalesce(k.association, 'ohne_angabe') else coalesce(h.association, 'ohne_angabe') end as association,
         case when c.consulted_on < $cut then 'vorher' else 'seither' end as era,
         cast(extract(year from c.consulted_on) as varchar) as year,
         cast(extract(year from c.consulted_on) as varchar) || '-'
           || lpad(cast(extract(month from c.consulted_on) as varchar), 2, '0') as month
  from case_consultations as c
  join participants as p on p.consultation_id = c.consultation_id
  left join located as k on k.client_id = p.client_id
  left join homes as h on h.household_id = p.household_id
  left join rollup as r on r.list = 'kanaele' and r.code = c.channel
  where c.consulted_on between $start and $end
    and (cast($team as varchar) is null or c.team = $team)
    and (cast($commune as varchar) is null or k.commune = $commune)
    and (cast($association as varchar) is null or k.association = $association)
),
participations as (
  select consultation_id || ':' || client_id as participation_id, c.*
  from consultations as c
  where client_id is not null
),
consulted_loads as (
  select client_id, household_id, count(distinct consultation_id) as talks
  from consultations
  where client_id is not null
  group by client_id, household_id
),
consulted_clients as (
  select client_id, household_id,
         case when talks = 1 then 'einmal' when talks <= 5 then 'bis_5' when talks <= 10 then 'bis_10'
              when talks <= 20 then 'bis_20' else 'ueber_20' end as intensity
  from consulted_loads
),
named_topics as (
  select t.consultation_id, t.topic as subtopic, coalesce(r.parent, t.topic) as topic
  from case_consultation_topics as t
  left join rollup as r on r.list = 'themen' and r.code = t.topic
),
consultation_subtopics as (
  select t.consultation_id || ':' || t.subtopic as subtopic_id, t.subtopic, c.*
  from named_topics as t
  join consultations as c on c.consultation_id = t.consultation_id
),
consultation_topics as (
  select t.consultation_id || ':' || t.topic as mention_id, t.topic, c.*
  from (select distinct consultation_id, topic from named_topics) as t
  join consultations as c on c.consultation_id = t.consultation_id
),
referrals as (
  select r.referral_id, r.target, c.*
  from case_referrals as r
  join consultations as c on c.consultation_id = r.consultation_id
),
referral_topics as (
  select r.referral_id || ':' || t.topic as pair_id, t.topic, r.*
  from (select distinct consultation_id, topic from named_topics) as t
  join referrals as r on r.consultation_id = t.consultation_id
),
plans as (
  select p.plan_id, k.client_id, k.household_id, p.status,
         cast(extract(year from p.created_on) as varchar) as year
  from case_plans as p
  join scoped_clients as k on k.client_id = p.client_id
  where p.created_on between $start and $end
),
plans_of_period as (
  select p.plan_id, k.client_id, k.household_id,
         case when p.created_on < $start then 'vorher' else 'neu' end as origin,
         case when p.closed_on > $end then 'aktiv' else p.status end as outcome
  from case_plans as p
  join scoped_clients as k on k.client_id = p.client_id
  where p.created_on <= $end and (p.closed_on is null or p.closed_on >= $start)
),
household_sizes as (
  select home, count(*) as size
  from located
  where care_from <= $as_of and (care_until is null or care_until >= $as_of)
  group by home
),
planned_clients as (
  select client_id, max(case when closed_on is null or closed_on > $as_of then 1 else 0 end) as running
  from case_plans
  where created_on <= $as_of
  group by client_id
),
clients_in_care as (
  select k.*,
         case p.running when 1 then 'laufend' when 0 then 'abgeschlossen' else 'keiner' end as planned,
         case when k.care_from + interval '1' year > $as_of then 'bis_1'
              when k.care_from + interval '2' year > $as_of then 'bis_2'
              when k.care_from + interval '3' year > $as_of then 'bis_3' else 'ab_3' end as duration,
         case when s.size = 1 then 'eine' when s.size = 2 then 'zwei' when s.size = 3 then 'drei'
              when s.size = 4 then 'vier' else 'ab_5' end as household_size
  from scoped_clients as k
  join household_sizes as s on s.home = k.household_id
  left join planned_clients as p on p.client_id = k.client_id
  where k.care_from <= $as_of and (k.care_until is null or k.care_until >= $as_of)
),
clients_of_period as (
  select client_id, household_id,
         case when care_from < $start then 'vorher' else 'neu' end as origin,
         case when care_until < $end then 'beendet' else 'laufend' end as ending
  from scoped_clients
  where care_from <= $end and (care_until is null or care_until >= $start - interval '1' day)
),
scoped_posts as (
  select p.post_id, p.post_id as household_id, p.team, p.fte, p.filled_from, p.filled_until,
         cast(extract(year from f.funded_until) as varchar)
           || case when extract(month from f.funded_until) < 7 then '-H1' else '-H2' end as funding_end
  from case_posts as p
  join case_funding as f on f.post_id = p.post_id
  where cast($team as varchar) is null or p.team = $team
),
moments as (
  select 'beginn' as moment, cast($start as date) as day where cast($start as date) < cast($as_of as date)
  union all
  select cast(day as varchar) as moment, day from half_years where day > $start and day < $as_of
  union all
  select 'stichtag' as moment, cast($as_of as date) as day
),
posts as (
  select m.moment, p.*
  from scoped_posts as p
  join moments as m on p.filled_from <= m.day and (p.filled_until is null or p.filled_until >= m.day)
),
filled_days as (
  select post_id, household_id, team, cast(100 * fte as integer) as hundredths,
         1 + date_diff('day', greatest(filled_from, $start), least(coalesce(filled_until, $end), $end)) as days,
         1 + date_diff('day', cast($start as date), cast($end as date)) as all_days
  from scoped_posts
  where filled_from <= $end and (filled_until is null or filled_until >= $start)
),
posts_of_period as (
  select post_id, household_id, team,
         cast(floor((2.0 * hundredths * days + all_days) / (2 * all_days)) / 100 as decimal(9, 2)) as fte
  from filled_days
)
